package io.connectgateway.body;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.function.Predicate;

/** Text that the JDK can check better than a pattern. */
@Target({FIELD, TYPE_USE, ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = WellFormed.Validator.class)
@interface WellFormed {

    Form value();

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** What the text is to be. */
    enum Form {
        PAST_DATE("must be a date in the past, as in 1990-12-31", Form::isPastDate),
        LANGUAGE_TAG("must be a BCP 47 language tag, as in en-US", Form::isLanguageTag),
        ABSOLUTE_URL("must be an absolute URL", Form::isAbsoluteUrl);

        private final String message;
        private final Predicate<String> rule;

        Form(String message, Predicate<String> rule) {
            this.message = message;
            this.rule = rule;
        }

        private static boolean isPastDate(String text) {
            try {
                // A date is past when it is past everywhere, or a birthday of today would depend on the server's place.
                return text.length() == 10 && LocalDate.parse(text).isBefore(LocalDate.now(ZoneOffset.ofHours(-12)));
            } catch (DateTimeParseException e) {
                return false;
            }
        }

        private static boolean isLanguageTag(String text) {
            try {
                return !text.isEmpty() && new Locale.Builder().setLanguageTag(text) != null;
            } catch (IllformedLocaleException e) {
                return false;
            }
        }

        private static boolean isAbsoluteUrl(String text) {
            try {
                return new URI(text).isAbsolute();
            } catch (URISyntaxException e) {
                return false;
            }
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
            if (text == null || form.rule.test(text)) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(form.message).addConstraintViolation();
            return false;
        }
    }
}
