package io.connectgateway.sandbox;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** Passes the function's answer to a {@link ProxyEvent} on, as API Gateway does. */
final class ProxyAnswer {
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "transfer-encoding", "date");

    private ProxyAnswer() {}

    /** Returns false if the answer is malformed. */
    static boolean send(Buffer answer, HttpServerResponse response) {
        try {
            JsonObject json = answer.toJsonObject();
            Buffer body = body(json);
            response.setStatusCode(json.getInteger("statusCode"));
            JsonObject headers = json.getJsonObject("headers", new JsonObject());
            for (String name : headers.fieldNames()) {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!OWN_HEADERS.contains(lower) && !lower.startsWith("access-control-")) {
                    response.putHeader(lower, headers.getString(name));
                }
            }
            if (json.getJsonArray("cookies") != null) {
                json.getJsonArray("cookies")
                        .forEach(cookie -> response.headers().add("set-cookie", (String) cookie));
            }
            response.end(body);
            return true;
        } catch (DecodeException | ClassCastException | IllegalArgumentException | NullPointerException malformed) {
            return false;
        }
    }

    private static Buffer body(JsonObject answer) {
        String body = answer.getString("body", "");
        if (body == null) {
            return Buffer.buffer();
        }
        return answer.getBoolean("isBase64Encoded", false)
                ? Buffer.buffer(Base64.getDecoder().decode(body))
                : Buffer.buffer(body);
    }
}
