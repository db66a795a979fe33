package io.connectgateway.body;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.IllformedLocaleException;
import java.util.Locale;

/** Text that the JDK can check better than a pattern. */
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = WellFormed.Validator.class)
@interface WellFormed {

    Form value();

    String message() default "must be {value}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    enum Form {
        PAST_DATE("a date in the past, as in 1990-12-31"),
        LANGUAGE_TAG("a BCP 47 language tag, as in en-US"),
        ABSOLUTE_URL("an absolute URL of at most 2048 characters");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        /** The form, as the message of a violation names it. */
        @Override
        public String toString() {
            return words;
        }
    }

    final class Validator implements ConstraintValidator<WellFormed, String> {

        private Form form;

        @Override
        public void initialize(WellFormed wellFormed) {
            form = wellFormed.value();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            try {
                return text == null || isWellFormed(text);
            } catch (DateTimeException | IllegalArgumentException | IllformedLocaleException e) {
                return false;
            }
        }

        private boolean isWellFormed(String text) {
            return switch (form) {
                // A date is past when it is past everywhere, wherever the server is.
                case PAST_DATE ->
                    text.length() == 10 && LocalDate.parse(text).isBefore(LocalDate.now(ZoneOffset.ofHours(-12)));
                case LANGUAGE_TAG -> !text.isEmpty() && new Locale.Builder().setLanguageTag(text) != null;
                case ABSOLUTE_URL -> text.length() <= 2048 && URI.create(text).isAbsolute();
            };
        }
    }
}
