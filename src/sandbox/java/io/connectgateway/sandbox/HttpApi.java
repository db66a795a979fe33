package io.connectgateway.sandbox;

import static io.connectgateway.sandbox.Route.authorized;
import static io.connectgateway.sandbox.Route.open;

import io.quarkus.amazon.lambda.runtime.MockBodyHandler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * API Gateway's HTTP API in small: CORS, routes, JWT authorizer, Lambda proxy integration. What it says by itself is
 * {@code {"message": …}}, as in AWS, and not the Gigs error object.
 */
final class HttpApi implements AutoCloseable {
    /** The routes that lead to the function: what the deployment's template has. */
    static final List<Route> ROUTES = List.of(
            authorized(HttpMethod.POST, "/connectSessions"),
            authorized(HttpMethod.GET, "/connectSessions/{id}"),
            authorized(HttpMethod.PATCH, "/connectSessions/{id}"),
            open(HttpMethod.GET, "/gigs-connect-button.js"),
            open(HttpMethod.GET, "/gigs-connect-button-element.js"));

    private static final long MAX_BODY = 10 * 1024 * 1024;
    private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(30);
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "transfer-encoding", "date");

    private final Tokens tokens;
    private final RuntimeApi runtime;
    private final Router router;
    private final WebClient client;
    private final LocalServer server;

    HttpApi(Vertx vertx, int port, Tokens tokens, RuntimeApi runtime, Function<String, Boolean> allowedOrigin) {
        this.tokens = tokens;
        this.runtime = runtime;
        router = Router.router(vertx);
        client = WebClient.create(vertx, new WebClientOptions().setMaxPoolSize(1000));
        router.route().handler(new Cors(allowedOrigin::apply)::handle);
        router.route().handler(new MockBodyHandler().setBodyLimit(MAX_BODY));
        ROUTES.forEach(route -> router.route(route.method(), route.pattern()).handler(ctx -> authorize(ctx, route)));
        router.route().last().handler(ctx -> message(ctx, 404, "Not Found"));
        router.errorHandler(413, ctx -> message(ctx, 413, "Request Entity Too Large"));
        router.errorHandler(500, ctx -> message(ctx, 500, "Internal Server Error"));
        var options = new HttpServerOptions().setHandle100ContinueAutomatically(true);
        server = LocalServer.start(vertx, options, port, router);
    }

    String url() {
        return server.url();
    }

    /** For pages that the sandbox serves beside the API. */
    Router router() {
        return router;
    }

    private void authorize(RoutingContext ctx, Route route) {
        if (route.open()) {
            invoke(ctx, route, null);
            return;
        }
        String header = ctx.request().getHeader("authorization");
        if (header == null) {
            unauthorized(ctx, "Bearer");
            return;
        }
        tokens.verify(header.replaceFirst("(?i)^bearer ", ""))
                .onSuccess(claims -> invoke(ctx, route, claims))
                .onFailure(refused -> unauthorized(ctx, "Bearer scope=\"\" error=\"invalid_token\""));
    }

    private void invoke(RoutingContext ctx, Route route, JsonObject claims) {
        String requestId = UUID.randomUUID().toString();
        ctx.response().putHeader("apigw-requestid", requestId);
        client.postAbs(runtime.invokeUrl())
                .timeout(INTEGRATION_TIMEOUT.toMillis())
                .sendJsonObject(ProxyEvent.of(ctx, route, requestId, claims))
                .onSuccess(answer -> answer(ctx, answer))
                .onFailure(noAnswer -> message(ctx, 503, "Service Unavailable"));
    }

    private static void answer(RoutingContext ctx, HttpResponse<Buffer> answer) {
        try {
            if (answer.statusCode() != 200) {
                throw new DecodeException("the function failed");
            }
            JsonObject json = answer.bodyAsJsonObject();
            Buffer body = body(json);
            HttpServerResponse response = ctx.response().setStatusCode(json.getInteger("statusCode"));
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
        } catch (DecodeException | ClassCastException | IllegalArgumentException | NullPointerException malformed) {
            message(ctx, 500, "Internal Server Error");
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

    private static void unauthorized(RoutingContext ctx, String challenge) {
        ctx.response().putHeader("www-authenticate", challenge);
        message(ctx, 401, "Unauthorized");
    }

    private static void message(RoutingContext ctx, int status, String message) {
        if (!ctx.response().ended()) {
            ctx.response()
                    .setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .end(JsonObject.of("message", message).toBuffer());
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
