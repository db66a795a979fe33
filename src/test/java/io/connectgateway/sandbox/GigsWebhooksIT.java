package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a guest who becomes a customer: {@code examples/guest-tokens} for the tokens, the packaged function, the Connect
 * stand-in, and {@code examples/gigs-webhooks}, which links the Gigs user to the customer.
 */
@Timeout(300)
class GigsWebhooksIT {
    private static final Path EXAMPLE = Path.of("examples/gigs-webhooks").toAbsolutePath();
    private static final String EMAIL = "george@example.com";

    @TempDir
    Path directory;

    private final List<String> console = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private WebClient client;
    private Sandbox sandbox;
    private String tokens;
    private volatile String receiver;

    @BeforeEach
    void start() throws Exception {
        Node.require();
        Node.install(EXAMPLE);
        Vertx vertx = Vertx.vertx();
        parts.push(() -> LocalServer.await(vertx.close()));
        client = WebClient.create(vertx);
        var shop = new TokenShop(directory);
        parts.push(shop);
        String key = shop.newKey("key.pem");
        // The sandbox has to know an address before the receiver can start, which needs the sandbox's secret.
        String relay = LocalServer.start(vertx, this::relay).url();
        sandbox = Sandbox.start(Options.forTests()
                .withAuthorizer(PartnerIssuer.of(shop.issuer(), Tokens.AUDIENCE))
                .withWebhook(URI.create(relay + "/gigs-webhooks"))
                .withConsole(console::add));
        parts.push(sandbox);
        var environment = new HashMap<>(sandbox.webhookReceiver());
        environment.put("PORT", "0");
        Process server = Node.start(EXAMPLE, environment, "node", "server.mjs");
        parts.push(server::destroy);
        receiver = server.inputReader().readLine().replaceFirst(".* ", "").replaceFirst("/gigs-webhooks$", "");
        tokens = shop.node(key, receiver + "/account");
    }

    @AfterEach
    void stop() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }

    @Test
    void linksAGuestWhoBuysToTheCustomerWhoseButtonsThenWork() {
        assertNull(claims(token("session=1")).getString("gigs_user"));
        buy();

        String subscription = account(1).getJsonArray("subscriptions").getString(0);
        String token = token("session=1");
        String user = claims(token).getString("gigs_user");
        assertEquals(account(1).getString("gigsUser"), user);
        String view = "{\"intent\":{\"type\":\"viewSubscription\",\"viewSubscription\":{\"subscription\":\""
                + subscription + "\"}}}";
        String url = create(token, view).body("user", equalTo(user)).extract().path("url");
        open(url).body(containsString("Logged in as <code>" + user)).body(containsString(subscription));
        awaitDelivered(3);
        console.forEach(line -> assertFalse(line.contains(EMAIL) || line.contains("eyJ"), line));
    }

    @Test
    void comesToTheSameWhenMessagesAreOutOfOrderOrDoubled() {
        buy();
        buy();
        buy();

        assertEquals(3, account(3).getJsonArray("subscriptions").size());
        awaitDelivered(3 + 3 + 4);
        assertTrue(delivered().stream().allMatch(line -> line.endsWith(": 204")), console::toString);
    }

    /** As a guest: the button's call, the link it leads to, and what a person does there. */
    private void buy() {
        String callback = sandbox.apiUrl() + "/shop/callback";
        String url = create(
                        token(""),
                        "{\"callbackUrl\":\"" + callback
                                + "\",\"intent\":{\"type\":\"checkoutNewSubscription\",\"checkoutNewSubscription\":{}}}")
                .body("user", nullValue())
                .extract()
                .path("url");
        open(url).body(containsString("Nobody is logged in"));
        String session = url.replaceFirst(".*session=", "");
        given().baseUri(sandbox.connectOrigin())
                .formParam("session", session)
                .formParam("email", EMAIL)
                .post("/checkout/login")
                .then()
                .body(not(containsString("Nobody is logged in")));
        given().baseUri(sandbox.connectOrigin())
                .redirects()
                .follow(false)
                .get("/checkout/complete?session=" + session)
                .then()
                .header("location", equalTo(callback + "?session_id=" + session + "&status=success"));
    }

    private static ValidatableResponse open(String url) {
        return given().urlEncodingEnabled(false).get(url).then().statusCode(200);
    }

    private ValidatableResponse create(String token, String body) {
        return given().baseUri(sandbox.apiUrl())
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/connectSessions")
                .then()
                .statusCode(201);
    }

    private String token(String cookie) {
        return given().header("Origin", TokenShop.ORIGIN)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Cookie", cookie)
                .post(tokens)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static JsonObject claims(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1])));
    }

    /** The customer's account, once it has so many subscriptions. */
    private JsonObject account(int subscriptions) {
        while (true) {
            var account = new JsonObject(given().header("Cookie", "session=1")
                    .get(receiver + "/account")
                    .asString());
            if (account.containsKey("subscriptions")
                    && account.getJsonArray("subscriptions").size() >= subscriptions) {
                return account;
            }
            pause();
        }
    }

    private List<String> delivered() {
        return console.stream().filter(line -> line.startsWith("webhook | ")).toList();
    }

    private void awaitDelivered(int messages) {
        while (delivered().size() < messages) {
            pause();
        }
        assertEquals(messages, delivered().size(), console::toString);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void relay(HttpServerRequest request) {
        request.body()
                .compose(body -> client.postAbs(receiver + request.path())
                        .putHeaders(request.headers())
                        .sendBuffer(body))
                .onSuccess(answer ->
                        request.response().setStatusCode(answer.statusCode()).end())
                .onFailure(none -> request.response().setStatusCode(503).end());
    }
}
