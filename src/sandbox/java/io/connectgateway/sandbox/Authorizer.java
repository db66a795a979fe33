package io.connectgateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** What stands before a route and decides about a call. */
interface Authorizer {
    /**
     * The event's {@code requestContext.authorizer}, or a {@link Refusal}.
     *
     * @param event of the call, as the function would get it without an authorizer
     */
    Future<JsonObject> authorize(JsonObject event);
}
