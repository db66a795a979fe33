package io.connectgateway.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openapitools.jackson.nullable.JsonNullableModule;

/** JSON as this API takes it: nothing unknown, nothing twice, nothing coerced; absent and {@code null} stay apart. */
final class StrictJson {

    private StrictJson() {}

    static JsonMapper mapper() {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        // The table of names that all bodies would share fails when names that collide have been in it.
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .build())
                .addModule(new JsonNullableModule())
                .addModule(boundedContainers())
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, text -> {
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .addHandler(new ProblemHandler())
                .build();
    }

    /** Every list and every map of a body holds texts. */
    private static SimpleModule boundedContainers() {
        TypeFactory types = TypeFactory.defaultInstance();
        var list = types.constructCollectionType(ArrayList.class, String.class);
        var map = types.constructMapType(LinkedHashMap.class, String.class, String.class);
        return new SimpleModule()
                .addDeserializer(List.class, new BoundedContainer<>(list, Integer.MAX_VALUE))
                .addDeserializer(Map.class, new BoundedContainer<>(map, Integer.MAX_VALUE));
    }

    /** Names the property and the JSON type that it needs. Jackson's own message names classes and values. */
    static String describe(MismatchedInputException e) {
        String path = PropertyPath.of(e.getPath());
        if (path.isEmpty()) {
            return "The body must be one JSON object, with nothing after it.";
        }
        return "The property " + path + " must be " + jsonType(e.getTargetType()) + ".";
    }

    private static String jsonType(Class<?> type) {
        if (type == null) {
            return "of another JSON type";
        } else if (type == String.class || type.isEnum()) {
            return "a string";
        } else if (type == Boolean.class) {
            return "true or false";
        }
        return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }
}
