package io.connectgateway.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import java.io.IOException;

/** Takes the value of an enum as it is written; Jackson alone would trim the blanks around it. */
final class StrictEnumDeserializer extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    private StrictEnumDeserializer(JsonDeserializer<?> delegate) {
        super(delegate);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> delegate) {
        return new StrictEnumDeserializer(delegate);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
        return text.trim().equals(text)
                ? super.deserialize(parser, context)
                : context.handleWeirdStringValue(handledType(), text, "has blanks around it");
    }

    /** Puts this deserializer around the one of every enum. */
    static final class Modifier extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config,
                JavaType type,
                BeanDescription description,
                JsonDeserializer<?> deserializer) {
            return new StrictEnumDeserializer(deserializer);
        }
    }
}
