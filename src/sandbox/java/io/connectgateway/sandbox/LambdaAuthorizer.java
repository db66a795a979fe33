package io.connectgateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Calls a Lambda authorizer as API Gateway does: payload format 2.0, simple response. It caches nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">Control
 *     access to HTTP APIs with AWS Lambda authorizers</a>
 */
record LambdaAuthorizer(List<IdentitySource> sources, AuthorizerCall call) implements Authorizer {
    private static final String ARN = "arn:aws:execute-api:eu-central-1:000000000000:sandbox/$default/";

    @Override
    public Future<JsonObject> authorize(JsonObject event) {
        var identities = new JsonArray();
        for (IdentitySource source : sources) {
            String identity = source.in(event);
            if (identity == null || identity.isBlank()) {
                return Future.failedFuture(
                        Refusal.unauthorized(null, "no identity: the request has no " + source.expression()));
            }
            identities.add(identity);
        }
        identities.add(event.getString("routeKey")); // template.yaml has it in the key of the cache too
        return call.ask(question(event, identities))
                .recover(e -> Future.failedFuture(Refusal.failed("the authorizer failed: " + e.getMessage())))
                .compose(LambdaAuthorizer::context);
    }

    private static JsonObject question(JsonObject event, JsonArray identities) {
        JsonObject http = event.getJsonObject("requestContext").getJsonObject("http");
        JsonObject question = event.copy()
                .put("type", "REQUEST")
                .put("routeArn", ARN + http.getString("method") + http.getString("path"))
                .put("identitySource", identities);
        question.remove("body");
        question.remove("isBase64Encoded");
        return question;
    }

    private static Future<JsonObject> context(String answer) {
        try {
            var json = new JsonObject(answer);
            if (!json.getBoolean("isAuthorized")) {
                return Future.failedFuture(Refusal.forbidden("the authorizer answered isAuthorized: false"));
            }
            return Future.succeededFuture(new JsonObject().put("lambda", json.getJsonObject("context")));
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            return Future.failedFuture(Refusal.failed(
                    "the authorizer's answer is not {\"isAuthorized\": true or false, \"context\": {…}}"));
        }
    }
}
