package io.connectgateway.body;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The words of every violation stand in the code: a native executable has no bundle of default messages. */
class ConstraintMessagesTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private final Set<String> checked = new TreeSet<>();
    private final Set<Class<?>> seen = new HashSet<>();

    @Test
    void everyMessageOfEveryBodyIsOurs() {
        bean(SessionBody.class);

        // Through @Valid and into a container: the walk has been everywhere.
        assertTrue(checked.contains("CheckoutAddon.addons<0> @NotNull"), checked::toString);
        assertTrue(checked.contains("SessionBody.callbackUrl<0> @WellFormed"), checked::toString);
    }

    private void bean(Class<?> type) {
        BeanDescriptor bean = VALIDATOR.getConstraintsForClass(type);
        if (seen.add(type)) {
            add(type.getSimpleName(), bean);
            bean.getConstrainedProperties()
                    .forEach(property -> element(type.getSimpleName() + "." + property.getPropertyName(), property));
        }
    }

    private <E extends ElementDescriptor & CascadableDescriptor & ContainerDescriptor> void element(
            String where, E element) {
        add(where, element);
        if (element.isCascaded()) {
            bean(element.getElementClass());
        }
        element.getConstrainedContainerElementTypes()
                .forEach(inner -> element(where + "<" + inner.getTypeArgumentIndex() + ">", inner));
    }

    private void add(String where, ElementDescriptor element) {
        element.getConstraintDescriptors().forEach(constraint -> add(where, constraint));
    }

    private void add(String where, ConstraintDescriptor<?> constraint) {
        String here = where + " @" + constraint.getAnnotation().annotationType().getSimpleName();
        checked.add(here);
        String message = constraint.getMessageTemplate();
        for (String attribute : constraint.getAttributes().keySet()) {
            message = message.replace("{" + attribute + "}", "");
        }
        assertFalse(message.matches(".*[{}].*"), here + ": " + message);
        constraint.getComposingConstraints().forEach(part -> add(here, part));
    }
}
