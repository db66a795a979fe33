package io.connectgateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Decides whether a call may reach the function. */
interface Authorizer {
    /**
     * Returns the event's {@code requestContext.authorizer}, or fails with a {@link Refusal}.
     *
     * @param event the event that the function would get without an authorizer
     */
    Future<JsonObject> authorize(JsonObject event);
}
