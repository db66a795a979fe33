package io.connectgateway.body;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.intent.Intent;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of every violation stand in the code: a native executable has no bundle of default messages. */
class ConstraintMessagesTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void everyMessageOfEveryBodyIsOurs() {
        List<ConstraintDescriptor<?>> rules = Stream.of(SessionBody.class, Intent.class)
                .flatMap(file -> Stream.of(file.getNestMembers()))
                .flatMap(type -> VALIDATOR.getConstraintsForClass(type).getConstrainedProperties().stream())
                .flatMap(property ->
                        Stream.concat(Stream.of(property), property.getConstrainedContainerElementTypes().stream()))
                .<ConstraintDescriptor<?>>flatMap(element -> element.getConstraintDescriptors().stream())
                .toList();

        assertTrue(rules.size() > 30, rules::toString);
        for (ConstraintDescriptor<?> rule : rules) {
            String message = rule.getMessageTemplate();
            for (String attribute : rule.getAttributes().keySet()) {
                message = message.replace("{" + attribute + "}", "");
            }
            assertFalse(message.matches(".*[{}].*"), message + " of " + rule.getAnnotation());
            assertTrue(rule.getComposingConstraints().isEmpty(), "made of others: " + rule.getAnnotation());
        }
    }
}
