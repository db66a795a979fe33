package io.connectgateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;

/** A Lambda authorizer at an address, which gets the event as the body of a POST. */
record AuthorizerUrl(WebClient client, String url) implements AuthorizerCall {
    AuthorizerUrl(Vertx vertx, String url) {
        this(WebClient.create(vertx), url);
    }

    @Override
    public Future<String> ask(JsonObject event) {
        return client.postAbs(url)
                .timeout(TIMEOUT.toMillis())
                .sendJsonObject(event)
                .compose(answer -> answer.statusCode() == 200
                        ? Future.succeededFuture(answer.body() == null ? "" : answer.bodyAsString())
                        : Future.failedFuture("it answered with status " + answer.statusCode()));
    }
}
