package io.connectgateway.intent;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;

/**
 * A Gigs id: a prefix, an underscore and 1 to 60 of {@code A-Za-z0-9}. Gigs says that ids are opaque, case-sensitive
 * and at most 64 characters, so there is no fixed length.
 */
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = GigsId.Validator.class)
public @interface GigsId {

    /** The prefix: {@code csn usr sub pln add dev sim} or {@code pay}. */
    String value();

    String message() default "must be an id: {value}_ and 1 to 60 letters or digits";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<GigsId, String> {

        private static final Pattern UNDERSCORE_AND_REST = Pattern.compile("_[A-Za-z0-9]{1,60}");

        private String prefix;

        @Override
        public void initialize(GigsId id) {
            prefix = id.value();
        }

        @Override
        public boolean isValid(String id, ConstraintValidatorContext context) {
            return id == null || isId(prefix, id);
        }

        /** The rule itself, for ids that stand outside a body. */
        public static boolean isId(String prefix, String id) {
            return id.startsWith(prefix)
                    && UNDERSCORE_AND_REST
                            .matcher(id.substring(prefix.length()))
                            .matches();
        }
    }
}
