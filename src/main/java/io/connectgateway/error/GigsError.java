package io.connectgateway.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * An answer with the Gigs error object (Gigs' reference page of errors).
 *
 * @param outcome the word for it in the log, never text that Gigs sent
 * @param headers beside the content type, as {@code Allow} or {@code Retry-After}
 */
record GigsError(int status, String outcome, ObjectNode body, Map<String, String> headers) {

    private static final List<String> FIELDS_OF_GIGS =
            List.of("type", "code", "message", "hint", "documentation", "details");

    static GigsError of(int status, String type, String code, String message) {
        ObjectNode body = object().put("type", type).put("code", code).put("message", message);
        return new GigsError(status, code, body, Map.of());
    }

    /** Gigs' own error, with only the fields that its reference names. */
    static GigsError asGigs(int status, String outcome, ObjectNode gigs) {
        ObjectNode body = object();
        for (String field : FIELDS_OF_GIGS) {
            if (gigs.hasNonNull(field)) {
                body.set(field, gigs.get(field));
            }
        }
        return new GigsError(status, outcome, body, Map.of());
    }

    /** The error with this code, if it has none. */
    GigsError orCode(String code) {
        if (!body.path("code").isTextual()) {
            body.put("code", code);
        }
        return this;
    }

    /** @param value null for no such header */
    GigsError with(String header, String value) {
        return value == null ? this : new GigsError(status, outcome, body, Map.of(header, value));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode().put("object", "error");
    }
}
