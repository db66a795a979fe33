package io.connectgateway.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/**
 * Drops a list or a map that has more entries than its {@code @Size} allows, and notes the problem. The validator would look at each of
 * thousands of entries, which takes seconds.
 */
final class BoundedContainer extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    private final int max;

    private BoundedContainer(JsonDeserializer<?> delegate, int max) {
        super(delegate);
        this.max = max;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
        return new BoundedContainer(delegate, max);
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property)
            throws JsonMappingException {
        JsonDeserializer<?> contextual =
                context.handleSecondaryContextualization(_delegatee, property, context.constructType(handledType()));
        Size size = property == null ? null : property.getAnnotation(Size.class);
        return size == null ? contextual : new BoundedContainer(contextual, size.max());
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        Object container = super.deserialize(parser, context);
        int size = container instanceof Map<?, ?> map ? map.size() : ((Collection<?>) container).size();
        if (size <= max) {
            return container;
        }
        BodyProblemHandler.addInvalid(context, "must have at most " + max + " entries");
        return null;
    }

    /** Puts this deserializer around the one of every list and map. */
    static final class Modifier extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyCollectionDeserializer(
                DeserializationConfig config,
                CollectionType type,
                BeanDescription description,
                JsonDeserializer<?> deserializer) {
            return new BoundedContainer(deserializer, Integer.MAX_VALUE);
        }

        @Override
        public JsonDeserializer<?> modifyMapDeserializer(
                DeserializationConfig config,
                MapType type,
                BeanDescription description,
                JsonDeserializer<?> deserializer) {
            return new BoundedContainer(deserializer, Integer.MAX_VALUE);
        }
    }
}
