package io.connectgateway.sandbox;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.io.ClassPathTemplateLoader;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A stand-in for Gigs Connect on its own origin. Its page shows the session's intent, accepts any email, and returns to
 * the {@code callbackUrl} with {@code session_id} and {@code status}, as Gigs' guide to Connect Sessions describes.
 */
final class FakeConnect implements AutoCloseable {
    private static final Template PAGE = page();

    private final FakeConnectSessions sessions;
    private final Consumer<List<GigsEvent>> finished;
    private final LocalServer server;

    /** @param finished takes the events when a person finishes */
    FakeConnect(Vertx vertx, FakeConnectSessions sessions, Consumer<List<GigsEvent>> finished) {
        this.sessions = sessions;
        this.finished = finished;
        Router router = Router.router(vertx);
        router.get("/checkout/entry").handler(this::entry);
        router.post("/checkout/login").handler(BodyHandler.create(false)).handler(this::logIn);
        router.get("/checkout/complete").handler(this::complete);
        server = LocalServer.start(vertx, router);
        sessions.servedAt(origin());
    }

    String origin() {
        return server.url();
    }

    private void entry(RoutingContext ctx) {
        String id = ctx.request().getParam("session", "");
        String token = ctx.request().getParam("token");
        show(ctx, id, token == null ? sessions.find(id) : sessions.redeem(id, token), token != null);
    }

    private void logIn(RoutingContext ctx) {
        String id = ctx.request().getFormAttribute("session");
        String email = ctx.request().getFormAttribute("email");
        boolean given = email != null && email.contains("@");
        if (given) {
            sessions.logIn(id, email.strip());
        }
        show(ctx, id, sessions.find(String.valueOf(id)), given);
    }

    private void complete(RoutingContext ctx) {
        String id = ctx.request().getParam("session", "");
        List<GigsEvent> events = sessions.finish(id);
        if (!events.isEmpty()) {
            finished.accept(events);
        }
        Optional<String> callback = callback(id);
        if (callback.isPresent()) {
            ctx.response()
                    .setStatusCode(303)
                    .putHeader("location", back(callback.get(), id, "success"))
                    .putHeader("cache-control", "no-store")
                    .end();
        } else {
            send(ctx, 200, Map.of("done", true));
        }
    }

    private Optional<String> callback(String id) {
        return sessions.find(id).map(session -> session.getString("callbackUrl"));
    }

    private void show(RoutingContext ctx, String id, Optional<JsonObject> session, boolean loggedIn) {
        Map<String, Object> model = new HashMap<>();
        model.put("expired", session.isEmpty());
        model.put("anonymous", !loggedIn);
        session.ifPresent(s -> {
            model.put("theme", s.getJsonObject("appearance").getString("theme", "light"));
            model.put("type", s.getJsonObject("intent").getString("type"));
            model.put("intent", s.getJsonObject("intent").encodePrettily());
            model.put("user", s.getString("user"));
            model.put("session", id);
        });
        callback(String.valueOf(id)).ifPresent(callback -> {
            model.put("abort", back(callback, id, "abort"));
            model.put("authExpired", back(callback, id, "auth_expired"));
        });
        send(ctx, session.isPresent() ? 200 : 410, model);
    }

    private static void send(RoutingContext ctx, int status, Map<String, Object> model) {
        try {
            ctx.response()
                    .setStatusCode(status)
                    .putHeader("content-type", "text/html; charset=utf-8")
                    .putHeader("cache-control", "no-store")
                    .putHeader("referrer-policy", "no-referrer")
                    .putHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
                    .end(PAGE.apply(model));
        } catch (IOException e) {
            ctx.fail(e);
        }
    }

    /** The callback's address with the two parameters of Connect at the end. */
    private static String back(String callbackUrl, String id, String status) {
        String[] parts = callbackUrl.split("#", 2);
        var added = new QueryStringEncoder("");
        added.addParam("session_id", id);
        added.addParam("status", status);
        String query = added.toString().substring(1);
        return parts[0] + (parts[0].contains("?") ? "&" : "?") + query + (parts.length == 2 ? "#" + parts[1] : "");
    }

    private static Template page() {
        try {
            return new Handlebars(new ClassPathTemplateLoader("/connect", ".hbs")).compile("entry");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
