package io.connectgateway.sandbox;

import static io.connectgateway.sandbox.Route.authorized;
import static io.connectgateway.sandbox.Route.open;

import io.quarkus.amazon.lambda.runtime.MockBodyHandler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A stand-in for API Gateway's HTTP API: CORS, routes, authorizer, Lambda proxy integration. Its own errors are
 * {@code {"message": …}}, as in AWS, not the Gigs error object.
 */
final class HttpApi implements AutoCloseable {
    /** The routes of the template. */
    static final List<Route> ROUTES = List.of(
            authorized(HttpMethod.POST, "/connectSessions"),
            authorized(HttpMethod.GET, "/connectSessions/{id}"),
            authorized(HttpMethod.PATCH, "/connectSessions/{id}"),
            open(HttpMethod.GET, "/modules/{module}"));

    private static final long MAX_BODY = 10 * 1024 * 1024;
    private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(30);

    private final Authorizer authorizer;
    private final Consumer<String> console;
    private final RuntimeApi runtime;
    private final Router router;
    private final WebClient client;
    private final LocalServer server;

    /** @param console takes a line for each call that does not reach the function */
    HttpApi(
            Vertx vertx,
            int port,
            Authorizer authorizer,
            RuntimeApi runtime,
            Predicate<String> allowedOrigin,
            Consumer<String> console) {
        this.authorizer = authorizer;
        this.console = console;
        this.runtime = runtime;
        router = Router.router(vertx);
        client = WebClient.create(vertx, new WebClientOptions().setMaxPoolSize(1000));
        router.route().handler(new Cors(allowedOrigin)::handle);
        router.route().handler(new MockBodyHandler().setBodyLimit(MAX_BODY));
        ROUTES.forEach(route -> router.route(route.method(), route.pattern()).handler(ctx -> authorize(ctx, route)));
        router.route().last().handler(ctx -> message(ctx, 404, "Not Found"));
        router.errorHandler(413, ctx -> message(ctx, 413, "Request Entity Too Large"));
        router.errorHandler(500, ctx -> message(ctx, 500, "Internal Server Error"));
        var options = new HttpServerOptions().setHandle100ContinueAutomatically(true);
        try {
            server = LocalServer.start(vertx, options, port, router);
        } catch (CompletionException e) {
            throw e.getCause() instanceof BindException ? portTaken(port) : e;
        }
    }

    String url() {
        return server.url();
    }

    /** For the sandbox's own pages. */
    Router router() {
        return router;
    }

    private void authorize(RoutingContext ctx, Route route) {
        String requestId = UUID.randomUUID().toString();
        ctx.response().putHeader("apigw-requestid", requestId);
        JsonObject event = ProxyEvent.of(ctx, route, requestId);
        if (route.open()) {
            invoke(ctx, event);
            return;
        }
        authorizer
                .authorize(event)
                .onSuccess(context -> {
                    event.getJsonObject("requestContext").put("authorizer", context);
                    invoke(ctx, event);
                })
                .onFailure(refused -> refuse(ctx, refused));
    }

    private void invoke(RoutingContext ctx, JsonObject event) {
        client.postAbs(runtime.invokeUrl())
                .timeout(INTEGRATION_TIMEOUT.toMillis())
                .sendJsonObject(event)
                .onSuccess(answer -> answer(ctx, answer))
                .onFailure(noAnswer -> message(ctx, 503, "Service Unavailable"));
    }

    private static void answer(RoutingContext ctx, HttpResponse<Buffer> answer) {
        if (answer.statusCode() != 200 || !ProxyAnswer.send(answer.body(), ctx.response())) {
            message(ctx, 500, "Internal Server Error");
        }
    }

    private void refuse(RoutingContext ctx, Throwable reason) {
        Refusal refusal = reason instanceof Refusal expected
                ? expected
                : Refusal.failed("a bug of the sandbox: " + reason.getClass().getName());
        console.accept(refusal.status() + " " + refusal.getMessage());
        if (refusal.challenge() != null) {
            ctx.response().putHeader("www-authenticate", refusal.challenge());
        }
        message(ctx, refusal.status(), refusal.answer());
    }

    private static void message(RoutingContext ctx, int status, String message) {
        if (!ctx.response().ended()) {
            ctx.response()
                    .setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .end(JsonObject.of("message", message).toBuffer());
        }
    }

    private static IllegalArgumentException portTaken(int port) {
        return new IllegalArgumentException("Port " + port
                + " is taken. End what listens there, or choose another: mvn -Psandbox -Dsandbox.port=" + (port + 1));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
