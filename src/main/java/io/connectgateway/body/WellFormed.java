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
import java.util.function.Predicate;

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
        PAST_DATE("a date in the past, as in 1990-12-31", Form::isPastDate),
        LANGUAGE_TAG("a BCP 47 language tag, as in en-US", Form::isLanguageTag),
        /** The policy decides whether the URL is allowed. */
        ABSOLUTE_URL("an absolute URL of at most 2048 characters", Form::isAbsoluteUrl);

        private final String words;
        private final Predicate<String> rule;

        Form(String words, Predicate<String> rule) {
            this.words = words;
            this.rule = rule;
        }

        private static boolean isPastDate(String text) {
            // A date is past when it is past everywhere. Otherwise a birthday of today would depend on the server's
            // place.
            return text.length() == 10 && LocalDate.parse(text).isBefore(LocalDate.now(ZoneOffset.ofHours(-12)));
        }

        private static boolean isLanguageTag(String text) {
            return !text.isEmpty() && new Locale.Builder().setLanguageTag(text) != null;
        }

        private static boolean isAbsoluteUrl(String text) {
            return text.length() <= 2048 && URI.create(text).isAbsolute();
        }

        private boolean fits(String text) {
            try {
                return rule.test(text);
            } catch (DateTimeException | IllegalArgumentException | IllformedLocaleException e) {
                return false;
            }
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
            return text == null || form.fits(text);
        }
    }
}
