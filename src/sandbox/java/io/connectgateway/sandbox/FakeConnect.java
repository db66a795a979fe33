package io.connectgateway.sandbox;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.io.ClassPathTemplateLoader;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gigs Connect in small, on an origin of its own: one page that shows the session's intent and leads back to its
 * {@code callbackUrl} with {@code session_id} and {@code status}, as Gigs' guide to Connect Sessions describes.
 */
final class FakeConnect implements AutoCloseable {
    private static final Template PAGE = page();

    private final FakeConnectSessions sessions;
    private final LocalServer server;

    FakeConnect(Vertx vertx, FakeConnectSessions sessions) {
        this.sessions = sessions;
        Router router = Router.router(vertx);
        router.get("/checkout/entry").handler(this::entry);
        server = LocalServer.start(vertx, router);
        sessions.servedAt(origin());
    }

    String origin() {
        return server.url();
    }

    private void entry(RoutingContext ctx) {
        String id = ctx.request().getParam("session");
        String token = ctx.request().getParam("token");
        Optional<JsonObject> session = token == null ? sessions.find(String.valueOf(id)) : sessions.redeem(id, token);
        Map<String, Object> model = new HashMap<>();
        model.put("expired", session.isEmpty());
        model.put("anonymous", session.isPresent() && token == null);
        session.ifPresent(s -> {
            model.put("theme", s.getJsonObject("appearance").getString("theme", "light"));
            model.put("type", s.getJsonObject("intent").getString("type"));
            model.put("intent", s.getJsonObject("intent").encodePrettily());
            model.put("user", s.getString("user"));
        });
        sessions.find(String.valueOf(id)).map(s -> s.getString("callbackUrl")).ifPresent(callback -> {
            model.put("success", back(callback, id, "success"));
            model.put("abort", back(callback, id, "abort"));
            model.put("authExpired", back(callback, id, "auth_expired"));
        });
        try {
            ctx.response()
                    .setStatusCode(session.isPresent() ? 200 : 410)
                    .putHeader("content-type", "text/html; charset=utf-8")
                    .putHeader("cache-control", "no-store")
                    .putHeader("referrer-policy", "no-referrer")
                    .putHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
                    .end(PAGE.apply(model));
        } catch (IOException e) {
            ctx.fail(e);
        }
    }

    /** The callback with Connect's two parameters after those it has. */
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
