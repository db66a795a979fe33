package io.connectgateway.intent;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A Gigs id: the prefix, an underscore and 1 to 60 of {@code A-Za-z0-9}. Gigs says that ids are opaque, case-sensitive and at
 * most 64 characters, so there is no fixed length.
 */
@Target({FIELD, METHOD, PARAMETER, RECORD_COMPONENT, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = GigsId.Validator.class)
public @interface GigsId {

    /** What stands before the underscore: {@code csn usr sub pln add dev sim} or {@code pay}. */
    String value();

    String message() default "must be an id: {value}_ and 1 to 60 letters or digits";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The rule itself, for ids that stand outside a body. */
    final class Validator implements ConstraintValidator<GigsId, String> {

        private static final int MAX_LENGTH = 60;

        private String prefix;

        @Override
        public void initialize(GigsId id) {
            prefix = id.value();
        }

        @Override
        public boolean isValid(String id, ConstraintValidatorContext context) {
            return id == null || isId(prefix, id);
        }

        public static boolean isId(String prefix, String id) {
            int start = prefix.length() + 1;
            int length = id.length() - start;
            if (length < 1 || length > MAX_LENGTH || !id.startsWith(prefix) || id.charAt(prefix.length()) != '_') {
                return false;
            }
            return id.chars().skip(start).allMatch(Validator::isLetterOrDigit);
        }

        private static boolean isLetterOrDigit(int c) {
            return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
        }
    }
}
