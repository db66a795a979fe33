package io.connectgateway.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.body.InvalidBodyException.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openapitools.jackson.nullable.JsonNullableModule;

/** JSON as this API takes it: nothing unknown, nothing twice, nothing coerced; absent and {@code null} stay apart. */
final class StrictJson {

    private static final String ONE_OBJECT = "The body must be one JSON object, with nothing after it.";

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // The table of names that all bodies would share fails when names that collide have been in it.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .build())
            .addModule(new JsonNullableModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .enable(
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .withCoercionConfigDefaults(any -> {
                any.setCoercion(CoercionInputShape.String, CoercionAction.Fail);
                any.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
                any.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                any.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                any.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .build();

    ObjectNode parse(byte[] body) {
        try {
            // Jackson would guess UTF-16 and UTF-32 from the bytes; JSON is UTF-8 (RFC 8259, section 8.1).
            String text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(body == null ? new byte[0] : body))
                    .toString();
            if (json.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new MalformedBodyException(ONE_OBJECT);
        } catch (MismatchedInputException e) {
            throw new MalformedBodyException(ONE_OBJECT);
        } catch (JsonProcessingException e) {
            throw new MalformedBodyException("The body is not valid JSON, has a property twice or is nested too deeply"
                    + where(e.getLocation()) + ".");
        } catch (CharacterCodingException e) {
            throw new MalformedBodyException("The body is not text in UTF-8.");
        }
    }

    /** Jackson does not always know the location. */
    private static String where(JsonLocation location) {
        return location == null ? "" : ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Makes a body of a tree. Takes the unknown properties out of the tree and adds each to the problems. */
    SessionBody read(ObjectNode tree, List<Problem> problems) {
        try {
            return json.treeToValue(tree, SessionBody.class);
        } catch (UnrecognizedPropertyException e) {
            takeOutUnknown(tree, e, problems);
            return read(tree, problems);
        } catch (MismatchedInputException e) {
            throw new MalformedBodyException(
                    "The property " + PropertyPath.of(e.getPath()) + " must be " + jsonType(e.getTargetType()) + ".");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree is valid JSON already
        }
    }

    /** Jackson names the first unknown property of an object. This takes out all of that object's. */
    private static void takeOutUnknown(ObjectNode tree, UnrecognizedPropertyException e, List<Problem> problems) {
        List<Reference> place = e.getPath().subList(0, e.getPath().size() - 1);
        ObjectNode owner = tree;
        for (Reference step : place) {
            owner = (ObjectNode) owner.get(step.getFieldName());
        }
        String path = PropertyPath.of(place);
        owner.properties().removeIf(property -> {
            boolean isUnknown = !e.getKnownPropertyIds().contains(property.getKey());
            if (isUnknown) {
                String name = PropertyPath.join(path, property.getKey());
                problems.add(new Problem(name, "propertyUnknown", "is not known"));
            }
            return isUnknown;
        });
    }

    private static String jsonType(Class<?> type) {
        if (type == String.class || type.isEnum()) {
            return "a string";
        } else if (type == Boolean.class) {
            return "true or false";
        }
        return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }

    byte[] write(SessionBody body) {
        try {
            ByteBuffer bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(json.writeValueAsString(body)));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException | JsonProcessingException e) {
            // A checked body can still hold half of a surrogate pair, which is no text in UTF-8.
            throw new MalformedBodyException("The body has text that is not valid Unicode.");
        }
    }
}
