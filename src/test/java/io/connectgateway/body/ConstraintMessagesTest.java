package io.connectgateway.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The words of every violation stand in the code: a native executable has no bundle of default messages. */
class ConstraintMessagesTest {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final Set<String> checked = new TreeSet<>();
    private final Set<Class<?>> seen = new HashSet<>();

    @Test
    void everyMessageOfEveryBodyIsOurs() {
        bean(CreateSession.class);
        bean(UpdateSession.class);

        // Through @Valid and into a container: the walk has been everywhere.
        assertTrue(checked.contains("CheckoutAddon.addons<0> @NotNull"), checked::toString);
        assertTrue(checked.contains("UpdateSession.callbackUrl<0> @WellFormed"), checked::toString);
    }

    @Test
    void everyMessageThatAValidatorWritesIsOurs() {
        var factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new MessageInterpolatorProducer().interpolator())
                .buildValidatorFactory();
        String body = """
                {"callbackUrl":"x","intent":{"type":"confirmPayment","viewSubscription":{"subscription":"sub_1"}},
                 "userDetails":{"birthday":"1","preferredLocale":"en_US","metadata":{"gigs.com":"1"}}}""";

        InvalidBodyException refused = assertThrows(
                InvalidBodyException.class,
                () -> new BodyMapper(factory.getValidator()).create(body.getBytes(StandardCharsets.UTF_8)));

        assertEquals(
                List.of(
                        "callbackUrl must be an absolute URL of at most 2048 characters",
                        "intent.confirmPayment is required by this type",
                        "intent.viewSubscription must be absent, as the type is confirmPayment",
                        "userDetails.birthday must be a date in the past, as in 1990-12-31",
                        "userDetails.metadata.gigs.com must not have a key that begins with gigs.com",
                        "userDetails.preferredLocale must be a BCP 47 language tag, as in en-US"),
                refused.problems().stream()
                        .map(problem -> problem.property() + " " + problem.message())
                        .toList());
    }

    private static void assertIsOurs(String where, ConstraintDescriptor<?> constraint) {
        String template = constraint.getMessageTemplate();
        Map<String, Object> attributes = constraint.getAttributes();
        String withoutPlaceholders = PLACEHOLDER
                .matcher(template)
                .replaceAll(placeholder -> attributes.containsKey(placeholder.group(1)) ? "" : "{}");
        assertFalse(withoutPlaceholders.matches(".*[{}].*"), where + ": " + template);
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
        element.getConstrainedContainerElementTypes().forEach(inner -> {
            element(where + "<" + inner.getTypeArgumentIndex() + ">", inner);
        });
    }

    private void add(String where, ElementDescriptor element) {
        element.getConstraintDescriptors().forEach(constraint -> add(where, constraint));
    }

    private void add(String where, ConstraintDescriptor<?> constraint) {
        Annotation annotation = constraint.getAnnotation();
        String here = where + " @" + annotation.annotationType().getSimpleName();
        checked.add(here);
        assertIsOurs(here, constraint);
        constraint.getComposingConstraints().forEach(part -> add(here, part));
    }
}
