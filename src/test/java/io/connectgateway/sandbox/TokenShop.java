package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import shop.GuestTokens;
import shop.GuestTokensHandler;
import shop.RateLimit;
import shop.SigningKey;

/** A shop that has set up {@code examples/guest-tokens}: it hosts the two files and serves token endpoints. */
final class TokenShop implements AutoCloseable {
    static final String ORIGIN = "https://shop.example";
    static final String SESSION = "session=1";

    private static final Path EXAMPLE = Path.of("examples/guest-tokens").toAbsolutePath();

    private final Deque<Runnable> parts = new ArrayDeque<>();
    private final Path directory;
    private final String issuer;

    TokenShop(Path directory) throws IOException {
        this.directory = directory;
        Vertx vertx = Vertx.vertx();
        parts.push(() -> LocalServer.await(vertx.close()));
        Router router = Router.router(vertx);
        String hosted = Files.createDirectory(directory.resolve("hosted")).toString();
        router.get().handler(StaticHandler.create(FileSystemAccess.ROOT, hosted).setCachingEnabled(false));
        issuer = LocalServer.start(vertx, router).url();
    }

    String issuer() {
        return issuer;
    }

    /** A private key whose public half is among the hosted ones. */
    String newKey(String name) throws IOException {
        Path key = directory.resolve(name);
        Node.run(directory, EXAMPLE.resolve("new-key").toString(), issuer, "hosted", key.toString());
        return Files.readString(key);
    }

    /** The address of an endpoint in Node.js that asks this address who is logged in. */
    String node(String key, String account) throws IOException {
        Node.install(EXAMPLE.resolve("node"));
        Process server = Node.start(
                EXAMPLE.resolve("node"),
                Map.of(
                        "ISSUER", issuer,
                        "AUDIENCE", Tokens.AUDIENCE,
                        "ORIGIN", ORIGIN,
                        "PRIVATE_KEY", key,
                        "ACCOUNT_URL", account,
                        "PORT", "0"),
                "node",
                "server.mjs");
        parts.push(server::destroy);
        return server.inputReader().readLine().replaceFirst(".* ", "");
    }

    /** The address of an endpoint in Java, whose one customer has this Gigs user. */
    String java(String key, String user) throws IOException, GeneralSecurityException {
        var limit = new RateLimit(30, 10_000, Clock.systemUTC());
        var tokens = new GuestTokens(issuer, Tokens.AUDIENCE, ORIGIN, SigningKey.of(key), limit);
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext(
                "/",
                new GuestTokensHandler(
                        tokens,
                        exchange -> SESSION.equals(exchange.getRequestHeaders().getFirst("Cookie"))
                                ? Optional.of(new GuestTokens.Customer("customer-1", null, false, user))
                                : Optional.empty()));
        server.start();
        parts.push(() -> server.stop(0));
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The token that an endpoint gives the shop's own page. */
    static String token(String endpoint, String cookie) {
        return given().header("Origin", ORIGIN)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Cookie", cookie)
                .post(endpoint)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            parts.pop().run();
        }
    }
}
