package io.connectgateway.sandbox;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * CORS as an HTTP API does it. It answers preflights without a route and a token, and ignores the function's own CORS
 * headers.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">Configure CORS for
 *     HTTP APIs</a>
 */
record Cors(Predicate<String> allowedOrigin) {
    private static final String METHODS = "GET,OPTIONS,PATCH,POST";
    private static final String REQUEST_HEADERS = "authorization,content-type,idempotency-key";
    private static final String RESPONSE_HEADERS = "apigw-requestid,retry-after,x-request-id";
    private static final Duration MAX_AGE = Duration.ofHours(1);

    void handle(RoutingContext ctx) {
        String origin = ctx.request().getHeader(HttpHeaders.ORIGIN);
        boolean preflight = origin != null
                && ctx.request().method() == HttpMethod.OPTIONS
                && ctx.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (origin != null && allowedOrigin.test(origin)) {
            allow(ctx.response(), origin, preflight);
        }
        if (preflight) {
            ctx.response().setStatusCode(204).end();
        } else {
            ctx.next();
        }
    }

    private static void allow(HttpServerResponse response, String origin, boolean preflight) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin).putHeader(HttpHeaders.VARY, "Origin");
        if (preflight) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, Long.toString(MAX_AGE.toSeconds()));
        } else {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RESPONSE_HEADERS);
        }
    }
}
