package io.connectgateway.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A stand-in for the Gigs API: the connect sessions, users, subscriptions and payments of one project.
 *
 * <p>Properties, paths and answers follow Gigs' reference page "Connect Sessions". Bearer key, error object and
 * idempotency keys (private beta) follow Gigs' pages on authentication, errors and idempotency.
 */
public final class FakeGigs implements AutoCloseable {
    /** One request, with all its headers, also {@code authorization}. */
    public record Received(String method, String path, Map<String, String> headers, String body) {}

    static final String PROJECT = "sandbox";

    private static final GigsSchema CREATE = new GigsSchema("create");
    private static final GigsSchema UPDATE = new GigsSchema("update");

    private final FakeCustomers customers;
    private final FakeConnectSessions sessions;
    private final boolean idempotencyKeys;
    private final Map<String, JsonObject> stored = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final LocalServer server;
    private volatile String token;

    FakeGigs(
            Vertx vertx, String token, boolean idempotencyKeys, FakeCustomers customers, FakeConnectSessions sessions) {
        this.token = token;
        this.idempotencyKeys = idempotencyKeys;
        this.customers = customers;
        this.sessions = sessions;
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false)).handler(this::record).handler(this::authenticate);
        String base = "/projects/" + PROJECT;
        router.post(base + "/connectSessions").handler(this::create);
        router.get(base + "/connectSessions/:id").handler(this::retrieve);
        router.patch(base + "/connectSessions/:id").handler(this::update);
        router.post(base + "/users/search").handler(this::searchUsers);
        router.get(base + "/users/:id").handler(ctx -> find(ctx, "user"));
        router.get(base + "/subscriptions/:id").handler(ctx -> find(ctx, "subscription"));
        router.get(base + "/payments/:id").handler(ctx -> find(ctx, "payment"));
        router.route().last().handler(FakeGigs::notFound);
        server = LocalServer.start(vertx, router);
    }

    String url() {
        return server.url();
    }

    String token() {
        return token;
    }

    /** Accepts only this token from now on. */
    public void rotate(String token) {
        this.token = token;
    }

    /** All requests so far, also refused ones, oldest first. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    private void record(RoutingContext ctx) {
        var byName = new HashMap<String, String>();
        ctx.request()
                .headers()
                .forEach(header -> byName.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        var request = ctx.request();
        received.add(new Received(
                request.method().name(),
                request.path(),
                Map.copyOf(byName),
                String.valueOf(ctx.body().asString())));
        ctx.next();
    }

    private void authenticate(RoutingContext ctx) {
        if (("Bearer " + token).equals(ctx.request().getHeader("authorization"))) {
            ctx.next();
        } else {
            new FakeGigsError(401, "unauthenticated", "invalidToken", "The API key is not valid.").send(ctx);
        }
    }

    private void create(RoutingContext ctx) {
        String key = ctx.request().getHeader("idempotency-key");
        if (key != null && !idempotencyKeys) {
            new FakeGigsError(400, "malformed", "idempotencyNotEnabled", "This project has no idempotency keys.")
                    .send(ctx);
            return;
        }
        JsonObject body = valid(ctx, CREATE);
        if (body != null) {
            answer(
                    ctx,
                    201,
                    key == null ? sessions.create(body) : stored.computeIfAbsent(key, k -> sessions.create(body)));
        }
    }

    private void retrieve(RoutingContext ctx) {
        sessions.find(ctx.pathParam("id")).ifPresentOrElse(found -> answer(ctx, 200, found), () -> notFound(ctx));
    }

    private void find(RoutingContext ctx, String type) {
        customers
                .find(type, ctx.pathParam("id"))
                .ifPresentOrElse(found -> answer(ctx, 200, found), () -> notFound(ctx));
    }

    private void update(RoutingContext ctx) {
        JsonObject body = valid(ctx, UPDATE);
        if (body == null) {
            return;
        }
        try {
            sessions.update(ctx.pathParam("id"), body)
                    .ifPresentOrElse(updated -> answer(ctx, 200, updated), () -> notFound(ctx));
        } catch (FakeConnectSessions.UserAlreadySet e) {
            new FakeGigsError(409, "conflict", "userAlreadySet", "The session is associated with a user already.")
                    .send(ctx);
        }
    }

    private void searchUsers(RoutingContext ctx) {
        JsonObject body = json(ctx);
        if (body == null) {
            return;
        }
        var items = new JsonArray();
        customers.userByEmail(body.getString("email")).ifPresent(items::add);
        answer(ctx, 200, JsonObject.of("object", "list", "items", items));
    }

    private static JsonObject valid(RoutingContext ctx, GigsSchema schema) {
        JsonObject body = json(ctx);
        if (body == null) {
            return null;
        }
        List<JsonObject> violations = schema.violations(body);
        if (violations.isEmpty()) {
            return body;
        }
        new FakeGigsError(422, "invalid", "validationFailed", "The request is not valid.", violations).send(ctx);
        return null;
    }

    private static JsonObject json(RoutingContext ctx) {
        try {
            JsonObject body = ctx.body().asJsonObject();
            if (body != null
                    && String.valueOf(ctx.request().getHeader("content-type")).startsWith("application/json")) {
                return body;
            }
        } catch (DecodeException | ClassCastException e) {
            // answered below
        }
        new FakeGigsError(400, "malformed", "malformedBody", "The body is not a JSON object.").send(ctx);
        return null;
    }

    private static void notFound(RoutingContext ctx) {
        new FakeGigsError(404, "notFound", "notFound", "There is no such resource.").send(ctx);
    }

    private static void answer(RoutingContext ctx, int status, JsonObject body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.toBuffer());
    }

    @Override
    public void close() {
        server.close();
    }
}
