package io.connectgateway.bench;

import io.connectgateway.sandbox.LocalServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gigs and Secrets Manager for one environment: quick, right in what they answer, strict in what they accept, and counting. The sandbox's
 * fakes do more, and what they do would be in the figures.
 */
final class Upstreams implements AutoCloseable {
    private static final String PROJECT = "bench";
    private static final String SECRET = "gigs/project-token";
    private static final String TOKEN = "live_0SNlurA049MEWV4OpCwsNyC9Kn2d4VxLfwJc7PJtHc";
    private static final String USER = "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d";

    private static final Buffer SESSION = new JsonObject(Resources.text("session.json")).toBuffer();
    private static final Buffer SECRET_VALUE = JsonObject.of("Name", SECRET)
            .put("SecretString", JsonObject.of("token", TOKEN).encode())
            .toBuffer();
    private static final Buffer REFUSED =
            JsonObject.of("object", "error", "message", "refused").toBuffer();

    private final Vertx vertx;
    private final Setting setting;
    private final LocalServer gigs;
    private final LocalServer secretsManager;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    Upstreams(Vertx vertx, Setting setting, Certificates certificates) {
        this.vertx = vertx;
        this.setting = setting;
        HttpServerOptions options = setting.tls ? certificates.server() : new HttpServerOptions();
        gigs = LocalServer.start(vertx, options, 0, this::gigs);
        secretsManager = LocalServer.start(vertx, options, 0, this::secretsManager);
    }

    /** What leads a function here. */
    Map<String, String> variables() {
        return Map.of(
                "CONNECT_GIGS_PROJECT",
                PROJECT,
                "CONNECT_GIGS_TOKEN_SECRET",
                SECRET,
                "CONNECT_POLICY_CALLBACK_URLS",
                "https://shop.example/account",
                "CONNECT_GIGS_URL",
                gigs.url(),
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                secretsManager.url(),
                "AWS_ACCESS_KEY_ID",
                "ASIAIOSFODNN7EXAMPLE",
                "AWS_SECRET_ACCESS_KEY",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "AWS_SESSION_TOKEN",
                "IQoJb3JpZ2luX2VjEXAMPLESESSIONTOKEN");
    }

    /** @throws IllegalStateException if these were not the only requests, each created exactly one session */
    void check(int invocations) {
        if (created.get() != invocations || refused.get() > 0 || read.get() == 0) {
            throw new IllegalStateException(
                    "After %d invocations Gigs has created %d sessions, the secret has been read %d times, and %d requests were refused."
                            .formatted(invocations, created.get(), read.get(), refused.get()));
        }
    }

    /** On how many connections Gigs has been called. */
    int connections() {
        return connections.size();
    }

    private void gigs(HttpServerRequest request) {
        connections.add(request.connection());
        request.body().onSuccess(body -> {
            boolean right = "POST".equals(request.method().name())
                    && request.path().equals("/projects/" + PROJECT + "/connectSessions")
                    && ("Bearer " + TOKEN).equals(request.getHeader("authorization"))
                    && USER.equals(body.toJsonObject().getString("user"));
            answer(request, right ? 201 : 400, right ? SESSION : REFUSED, right ? created : refused, setting.gigsDelay);
        });
    }

    private void secretsManager(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            boolean right = "secretsmanager.GetSecretValue".equals(request.getHeader("x-amz-target"))
                    && String.valueOf(request.getHeader("authorization")).startsWith("AWS4-HMAC-SHA256 Credential=")
                    && SECRET.equals(body.toJsonObject().getString("SecretId"));
            answer(
                    request,
                    right ? 200 : 400,
                    right ? SECRET_VALUE : REFUSED,
                    right ? read : refused,
                    setting.secretsManagerDelay);
        });
    }

    private void answer(HttpServerRequest request, int status, Buffer body, AtomicInteger counter, int delay) {
        counter.incrementAndGet();
        request.response().setStatusCode(status).putHeader("content-type", "application/json");
        if (delay == 0) {
            request.response().end(body);
        } else {
            vertx.setTimer(delay, over -> request.response().end(body));
        }
    }

    @Override
    public void close() {
        gigs.close();
        secretsManager.close();
    }
}
