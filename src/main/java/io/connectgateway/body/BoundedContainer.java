package io.connectgateway.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/**
 * Drops a list or a map that has more entries than its {@code @Size} allows, and notes the problem. The validator would
 * look at each of thousands of entries, which takes seconds.
 */
final class BoundedContainer<C> extends JsonDeserializer<C> implements ContextualDeserializer {

    private final JavaType type;
    private final int max;

    BoundedContainer(JavaType type, int max) {
        this.type = type;
        this.max = max;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        return new BoundedContainer<>(type, property.getAnnotation(Size.class).max());
    }

    @Override
    public C deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        C container = context.readValue(parser, type);
        int size = container instanceof Map<?, ?> map ? map.size() : ((Collection<?>) container).size();
        if (size <= max) {
            return container;
        }
        ProblemHandler.addInvalid(context, "must have at most " + max + " entries");
        return null;
    }
}
