package io.connectgateway.body;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.connectgateway.body.InvalidBodyException.Problem;
import io.connectgateway.intent.MatchingPayload.Missing;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.hibernate.validator.engine.HibernateConstraintViolation;

/** Where a problem is, in the names of the wire: {@code intent.checkoutAddon.addons[0]}. */
final class PropertyPath {

    /** Names are the caller's own words; one of this length says enough. */
    private static final int MAX_NAME_LENGTH = 64;

    private PropertyPath() {}

    static Problem problem(ConstraintViolation<?> violation) {
        Class<?> constraint =
                violation.getConstraintDescriptor().getAnnotation().annotationType();
        boolean missing = constraint == NotNull.class
                || constraint == NotEmpty.class
                || ((HibernateConstraintViolation<?>) violation).getDynamicPayload(Missing.class) != null;
        String code = missing ? "propertyRequired" : "propertyInvalid";
        return new Problem(of(violation.getPropertyPath()), code, violation.getMessage());
    }

    static String of(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : references) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                append(path, step.getFieldName());
            }
        }
        return path.toString();
    }

    static String of(JsonPointer pointer) {
        return builder(pointer).toString();
    }

    static String of(JsonPointer object, String property) {
        StringBuilder path = builder(object);
        append(path, property);
        return path.toString();
    }

    private static StringBuilder builder(JsonPointer pointer) {
        StringBuilder path = new StringBuilder();
        for (JsonPointer step = pointer; !step.matches(); step = step.tail()) {
            if (step.mayMatchElement()) {
                path.append('[').append(step.getMatchingIndex()).append(']');
            } else {
                append(path, step.getMatchingProperty());
            }
        }
        return path;
    }

    private static String of(Path nodes) {
        StringBuilder path = new StringBuilder();
        for (Path.Node node : nodes) {
            if (node.getIndex() != null) {
                path.append('[').append(node.getIndex()).append(']');
            } else if (node.getKey() != null) {
                append(path, String.valueOf(node.getKey()));
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                append(path, node.getName());
            }
        }
        return path.toString();
    }

    private static void append(StringBuilder path, String name) {
        if (!path.isEmpty()) {
            path.append('.');
        }
        path.append(name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "…");
    }
}
