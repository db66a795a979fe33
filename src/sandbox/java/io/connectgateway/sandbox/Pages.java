package io.connectgateway.sandbox;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Set;

/**
 * What the sandbox serves beside the API, which a deployment has not: the demo shop, {@code GET /sandbox/tokens/visitor}
 * with the bare bearer token of that kind of {@link SandboxCaller} and {@code GET /sandbox/tokens} with all of them in JSON, and
 * the shop's own {@code POST /shop/connect-token}, where the sandbox mints them, and {@code GET /sandbox/settings} with what the
 * shop has to know.
 */
record Pages(Sandbox sandbox) {
    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    void mount(Router router) {
        router.routeWithRegex("/(sandbox|shop)(/.*)?").handler(Pages::localOnly);
        router.get("/sandbox/settings").handler(this::settings);
        if (sandbox.mintsTokens()) {
            router.get("/sandbox/tokens").handler(this::tokens);
            router.get("/sandbox/tokens/:caller").handler(this::token);
            router.route("/shop/connect-token").handler(sandbox.shopTokens());
        }
        router.get("/shop/callback").handler(ctx -> ctx.reroute("/shop/callback.html"));
        router.get("/shop/playground").handler(ctx -> ctx.reroute("/shop/playground.html"));
        router.get("/shop/*").handler(StaticHandler.create("shop").setCachingEnabled(false));
    }

    private void settings(RoutingContext ctx) {
        boolean real = sandbox.options.realGigs() != null;
        ctx.json(JsonObject.of(
                "sessionOrigin",
                real ? "https://connect.gigs.com" : sandbox.connectOrigin(),
                "idempotencyKeys",
                sandbox.options.idempotencyKeys(),
                "tokens",
                sandbox.mintsTokens()));
    }

    private void tokens(RoutingContext ctx) {
        ctx.json(all());
    }

    private void token(RoutingContext ctx) {
        String token = all().getString(ctx.pathParam("caller"));
        if (token == null) {
            ctx.next();
        } else {
            ctx.response().putHeader("content-type", "text/plain").end(token);
        }
    }

    private JsonObject all() {
        var tokens = new JsonObject();
        for (SandboxCaller caller : SandboxCaller.values()) {
            tokens.put(caller.id(), sandbox.token(caller));
        }
        return tokens;
    }

    /** A page on a host name that its owner points here (DNS rebinding) must not read the tokens. */
    private static void localOnly(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (request.authority() != null && HOSTS.contains(request.authority().host())) {
            ctx.response().putHeader("cache-control", "no-store");
            ctx.next();
        } else {
            ctx.response().setStatusCode(403).end();
        }
    }
}
