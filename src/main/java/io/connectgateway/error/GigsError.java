package io.connectgateway.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * An answer with the Gigs error object (Gigs' reference page of errors).
 *
 * @param headers what this error needs beside the body, as {@code Allow} or {@code Retry-After}
 */
record GigsError(int status, ObjectNode body, Map<String, String> headers) {

    static GigsError of(int status, String type, String code, String message) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("object", "error")
                .put("type", type)
                .put("code", code)
                .put("message", message);
        return new GigsError(status, body, Map.of());
    }

    GigsError with(String header, String value) {
        return new GigsError(status, body, Map.of(header, value));
    }

    /** The error with Lambda's id of the request, by which the log is searched. */
    GigsError with(String requestId) {
        body.put("requestId", requestId);
        return this;
    }

    String code() {
        return body.path("code").asText();
    }
}
