package io.connectgateway.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** A Gigs error object and its status, as on Gigs' page on errors. */
record FakeGigsError(int status, String type, String code, String message, List<JsonObject> details) {
    FakeGigsError(int status, String type, String code, String message) {
        this(status, type, code, message, List.of());
    }

    static JsonObject detail(String code, String property, String message) {
        return JsonObject.of("object", "propertyErrorDetail", "code", code, "property", property, "message", message);
    }

    void send(RoutingContext ctx) {
        var body = JsonObject.of("object", "error", "type", type, "code", code, "message", message);
        if (!details.isEmpty()) {
            body.put("details", new JsonArray(details));
        }
        ctx.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.toBuffer());
    }
}
