package io.connectgateway.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.connectgateway.session.InvalidBodyException.Problem;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON as this API takes it: nothing unknown, nothing twice, nothing coerced; absent and {@code null} stay apart. */
final class StrictJson {

    /** The attribute of a reader that collects what an otherwise well-formed body has wrong. */
    static final String PROBLEMS = "problems";

    private StrictJson() {}

    static JsonMapper mapper() {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .addModule(new Jdk8Module().configureReadAbsentAsNull(true))
                .addModule(new SimpleModule().setDeserializerModifier(new StrictEnums()))
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, text -> {
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .withCoercionConfig(
                        LogicalType.Enum,
                        word -> word.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
                .addHandler(new Collector())
                .build();
    }

    /** Says which property has the wrong JSON type, and which type it needs, without Jackson's own words. */
    static String describe(MismatchedInputException e) {
        String path = PropertyPath.of(e.getPath());
        String wanted = wanted(e.getTargetType());
        if (path.isEmpty()) {
            return "The body must be one JSON object, with nothing after it.";
        }
        return "The property " + path + " must be " + wanted + ".";
    }

    private static String wanted(Class<?> type) {
        if (type == null) {
            return "of another JSON type";
        } else if (type == String.class || type.isEnum()) {
            return "a string";
        } else if (type == Boolean.class) {
            return "true or false";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return "an object";
    }

    /** Jackson would trim the words of an enum. */
    private static final class StrictEnums extends BeanDeserializerModifier {

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

    private static final class StrictEnumDeserializer extends DelegatingDeserializer {

        private static final long serialVersionUID = 1L;

        StrictEnumDeserializer(JsonDeserializer<?> words) {
            super(words);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> words) {
            return new StrictEnumDeserializer(words);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : "";
            return text.trim().equals(text)
                    ? super.deserialize(parser, context)
                    : context.handleWeirdStringValue(handledType(), text, "has blanks around it");
        }
    }

    /** Goes on after an unknown property or an unknown word, so that one answer can list them all. */
    private static final class Collector extends DeserializationProblemHandler {

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String name)
                throws IOException {
            add(context, PropertyPath.of(object(context.getParser(), parser), name), "propertyUnknown", "is not known");
            parser.skipChildren();
            return true;
        }

        /** Where the object is that has the unknown property. */
        private static JsonPointer object(JsonParser main, JsonParser current) {
            JsonStreamContext scope = main.getParsingContext();
            if (current != main) {
                // Replayed from a buffer once the record is complete: the main parser is at the next name, or has left
                // the object.
                return (main.currentToken() == JsonToken.END_OBJECT ? scope : scope.getParent()).pathAsPointer();
            }
            // On the bracket that opens a value the parser is inside it already.
            return (main.currentToken().isStructStart() ? scope.getParent() : scope)
                    .getParent()
                    .pathAsPointer();
        }

        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> type, String value, String failure) throws IOException {
            if (!type.isEnum()) {
                return NOT_HANDLED;
            }
            String words =
                    Stream.of(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
            String path =
                    PropertyPath.of(context.getParser().getParsingContext().pathAsPointer());
            add(context, path, "propertyInvalid", "must be one of " + words);
            return null;
        }

        @SuppressWarnings("unchecked")
        private static void add(DeserializationContext context, String path, String code, String message) {
            ((List<Problem>) context.getAttribute(PROBLEMS)).add(new Problem(path, code, message));
        }
    }
}
