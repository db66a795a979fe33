package io.connectgateway.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.connectgateway.body.InvalidBodyException.Problem;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Notes an unknown property or value and reads on, so that one answer can list all problems of a body. */
final class ProblemHandler extends DeserializationProblemHandler {

    /** The reader's attribute with the list that problems are added to. */
    static final String PROBLEMS = "problems";

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String name)
            throws IOException {
        add(context, PropertyPath.of(owner(context.getParser(), parser), name), "propertyUnknown", "is not known");
        parser.skipChildren();
        return true;
    }

    /** The object that has the unknown property. */
    private static JsonStreamContext owner(JsonParser main, JsonParser current) {
        JsonStreamContext scope = main.getParsingContext();
        if (current != main) {
            // Jackson buffers a record's unknown properties until the record is complete. Then the main parser stands
            // at a property of the object that holds the record, or at the record's own end.
            return main.currentToken() == JsonToken.END_OBJECT ? scope : scope.getParent();
        }
        // The parser stands at the property's value. At the opening bracket of an object or array it is already inside.
        return (main.currentToken().isStructStart() ? scope.getParent() : scope).getParent();
    }

    /** An enum takes a text that is one of its names, and no number or boolean that reads like one. */
    @Override
    public Object handleInstantiationProblem(
            DeserializationContext context, Class<?> type, Object argument, Throwable failure) throws IOException {
        if (!type.isEnum()) {
            return NOT_HANDLED;
        }
        if (!context.getParser().hasToken(JsonToken.VALUE_STRING)) {
            throw MismatchedInputException.from(context.getParser(), type, "not a string");
        }
        String names =
                Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        addInvalid(context, "must be one of " + names);
        return null;
    }

    /** Notes a problem of the value that has just been read. */
    static void addInvalid(DeserializationContext context, String message) {
        add(context, PropertyPath.of(context.getParser().getParsingContext()), "propertyInvalid", message);
    }

    @SuppressWarnings("unchecked")
    private static void add(DeserializationContext context, String path, String code, String message) {
        ((List<Problem>) context.getAttribute(PROBLEMS)).add(new Problem(path, code, message));
    }
}
