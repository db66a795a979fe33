package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a guest who becomes a customer: both endpoints of {@code examples/guest-tokens} for the tokens, the
 * packaged function, the Connect stand-in, and {@code examples/gigs-webhooks}, which links the user to the customer.
 */
@Timeout(300)
class GigsWebhooksIT {
    private static final Path EXAMPLE = Path.of("examples/gigs-webhooks").toAbsolutePath();
    private static final String EMAIL = "george@example.com";
    private static final String USER = "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d";

    @TempDir
    Path directory;

    private final List<String> console = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private WebClient client;
    private Sandbox sandbox;
    private String tokens;
    private String tokensInJava;
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
        tokensInJava = shop.java(shop.newKey("second.pem"), USER);
        // The sandbox has to know an address before the receiver can start, which needs the sandbox's secret.
        String relay = LocalServer.start(vertx, this::relay).url();
        sandbox = Sandbox.start(Options.forTests()
                .withEnvironment(Map.of("CONNECT_POLICY_CHECK_OWNERSHIP", "true"))
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
    void linksAGuestWhoBuysToTheCustomerWhoseButtonsThenWork() throws Exception {
        assertNull(claims(TokenShop.token(tokens, TokenShop.SESSION)).getString("gigs_user"));
        buy();

        JsonObject account = linkedAccount();
        String subscription = account.getJsonArray("subscriptions").getString(0);
        String token = TokenShop.token(tokens, TokenShop.SESSION);
        String user = claims(token).getString("gigs_user");
        assertEquals(account.getString("gigsUser"), user);
        String view = "{\"intent\":{\"type\":\"viewSubscription\",\"viewSubscription\":{\"subscription\":\""
                + subscription + "\"}}}";
        String url =
                create(token, view, 201).body("user", equalTo(user)).extract().path("url");
        open(url).body(containsString("Logged in as <code>" + user)).body(containsString(subscription));
        create(TokenShop.token(tokens, ""), view, 403).body("code", equalTo("subscriptionNotAllowed"));
        String foreign = view.replace(subscription, "sub_0SNlurA049MEWV7KramerHasHisOwn");
        create(token, foreign, 403).body("code", equalTo("subscriptionNotAllowed"));

        // The endpoint in Java has another key, and a customer whose Gigs user it knows.
        String any = "{\"intent\":{\"type\":\"viewSubscriptions\"}}";
        create(TokenShop.token(tokensInJava, ""), any, 201).body("user", nullValue());
        create(TokenShop.token(tokensInJava, TokenShop.SESSION), any, 201).body("user", equalTo(USER));
        console.forEach(line -> assertFalse(line.contains(EMAIL) || line.contains("eyJ"), line));
    }

    /** As a guest: the button's call, the link it leads to, and what a person does there. */
    private void buy() {
        String callback = sandbox.apiUrl() + "/shop/callback";
        String url = create(
                        TokenShop.token(tokens, ""),
                        "{\"callbackUrl\":\"" + callback
                                + "\",\"intent\":{\"type\":\"checkoutNewSubscription\",\"checkoutNewSubscription\":{}}}",
                        201)
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

    private ValidatableResponse create(String token, String body, int status) {
        return given().baseUri(sandbox.apiUrl())
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/connectSessions")
                .then()
                .statusCode(status);
    }

    private static JsonObject claims(String token) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1])));
    }

    /** The customer's account, once the webhooks have linked a subscription to it. */
    private JsonObject linkedAccount() throws InterruptedException {
        while (true) {
            var account = new JsonObject(given().header("Cookie", "session=1")
                    .get(receiver + "/account")
                    .asString());
            if (!account.getJsonArray("subscriptions", new JsonArray()).isEmpty()) {
                return account;
            }
            Thread.sleep(20);
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
