package io.connectgateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** One question to a Lambda authorizer that runs on this machine. */
interface AuthorizerCall {
    /** How long API Gateway waits. */
    Duration TIMEOUT = Duration.ofSeconds(10);

    /** The answer's JSON as text; a failure's message says what went wrong, without anything of the event. */
    Future<String> ask(JsonObject event);
}
