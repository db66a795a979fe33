package io.connectgateway.intent;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/** Exactly the payload that {@code type} names is present and every other is absent; violations carry the payload's wire name. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = MatchingPayload.Validator.class)
public @interface MatchingPayload {

    /** Said of the payload that is missing. */
    String message() default "is required by this type";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Marks, as a dynamic payload, the violation of a payload that is missing. */
    enum Missing {
        PAYLOAD
    }

    final class Validator implements ConstraintValidator<MatchingPayload, Intent> {

        @Override
        public boolean isValid(Intent intent, ConstraintValidatorContext context) {
            if (intent.type() == null) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            boolean valid = true;
            for (IntentType other : IntentType.values()) {
                boolean present = other.payloadOf(intent) != null;
                boolean wanted = other == intent.type() && other.hasPayload();
                if (present != wanted) {
                    var violation = context.unwrap(HibernateConstraintValidatorContext.class);
                    violation.withDynamicPayload(wanted ? Missing.PAYLOAD : null);
                    violation
                            .buildConstraintViolationWithTemplate(
                                    wanted
                                            ? context.getDefaultConstraintMessageTemplate()
                                            : "must be absent, as the type is " + intent.type())
                            .addPropertyNode(other.toString())
                            .addConstraintViolation();
                    valid = false;
                }
            }
            return valid;
        }
    }
}
