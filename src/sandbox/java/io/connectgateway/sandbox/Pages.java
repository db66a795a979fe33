package io.connectgateway.sandbox;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Set;

/**
 * The sandbox's own pages, which a deployment does not have: the demo shop, its {@code POST /shop/connect-token},
 * tokens for each {@link SandboxCaller} ({@code GET /sandbox/tokens}, {@code GET /sandbox/tokens/visitor}) and the
 * shop's settings ({@code GET /sandbox/settings}).
 */
record Pages(Sandbox sandbox) {
    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    void mount(Router router) {
        router.routeWithRegex("/(sandbox|shop)(/.*)?").handler(Pages::localOnly);
        router.get("/sandbox/settings").handler(this::settings);
        if (sandbox.mintsTokens()) {
            router.get("/sandbox/tokens").handler(ctx -> ctx.json(all()));
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

    /** Prevents DNS rebinding: a page on another host name must not read the tokens. */
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
