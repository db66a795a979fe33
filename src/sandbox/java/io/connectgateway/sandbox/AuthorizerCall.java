package io.connectgateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Calls a Lambda authorizer that runs on this machine. */
interface AuthorizerCall {
    /** API Gateway waits this long. */
    Duration TIMEOUT = Duration.ofSeconds(10);

    /** Returns the answer's JSON as text. The message of a failure never contains a part of the event. */
    Future<String> ask(JsonObject event);
}
