package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Reference;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged function behind the local HTTP API: what a client, Gigs, and a reader of the logs see. */
class SandboxIT {
    private static final String SHOP = "http://localhost:3000";
    private static final String USER = "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d";
    private static final String VIEW = "{\"intent\":{\"type\":\"viewSubscriptions\"}}";

    /** The payloads of the example on Gigs' reference page. */
    private static final JsonObject REFERENCE =
            new JsonObject(Reference.session().get("intent").toString());

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start(Options.forTests().withOrigins(List.of(SHOP)));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void createsASessionWhoseUrlCarriesAToken() {
        create(SandboxCaller.KNOWN_USER, Banner.body(sandbox).encode())
                .statusCode(201)
                .body("object", equalTo("connectSession"))
                .body("user", equalTo(USER))
                .body("url", allOf(startsWith(sandbox.connectOrigin()), matchesPattern(".*&token=\\w{64}")));
    }

    @Test
    void retrievesAndUpdatesWhatItCreated() {
        String id =
                create(SandboxCaller.KNOWN_USER, VIEW).statusCode(201).extract().path("id");

        as(SandboxCaller.KNOWN_USER)
                .get("/connectSessions/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("url", nullValue());
        as(SandboxCaller.KNOWN_USER)
                .body("{\"appearance\":{\"theme\":\"dark\"}}")
                .patch("/connectSessions/" + id)
                .then()
                .statusCode(200)
                .body("appearance.theme", equalTo("dark"));
    }

    static Stream<String> intents() {
        return GigsSchema.intents().stream();
    }

    @ParameterizedTest
    @MethodSource("intents")
    void passesEachIntentOnAsItIs(String type) {
        var intent = JsonObject.of("type", type);
        if (REFERENCE.containsKey(type)) {
            intent.put(type, REFERENCE.getJsonObject(type));
        }
        var body = JsonObject.of("appearance", JsonObject.of("theme", "light"), "intent", intent);

        create(SandboxCaller.KNOWN_USER, body.encode()).statusCode(201);

        FakeGigs.Received received = lastReceived();
        assertEquals("POST", received.method());
        assertEquals("/projects/" + FakeGigs.PROJECT + "/connectSessions", received.path());
        assertTrue(received.headers().get("authorization").startsWith("Bearer test_"));
        assertEquals(body.put("user", USER), new JsonObject(received.body()));
    }

    @Test
    void opensAnAnonymousSessionForAVisitor() {
        create(SandboxCaller.VISITOR, VIEW)
                .statusCode(201)
                .body("user", nullValue())
                .body("url", not(containsString("token=")));
    }

    @Test
    void fillsInTheVerifiedEmailOfANewCustomer() {
        create(
                        SandboxCaller.NEW_CUSTOMER,
                        "{\"intent\":{\"type\":\"viewSubscriptions\"},\"userDetails\":{\"fullName\":\"Elaine Benes\"}}")
                .statusCode(201)
                .body("user", startsWith("usr_"))
                .body("url", containsString("&token="));

        assertEquals(
                "elaine@example.com",
                new JsonObject(lastReceived().body())
                        .getJsonObject("userDetails")
                        .getString("email"));
    }

    @Test
    void letsABackendNameAnyUser() {
        String body = "{\"intent\":{\"type\":\"viewSubscriptions\"},\"user\":\"usr_0SNlurA049MEWV9Another\"}";

        create(SandboxCaller.BACKEND, body).statusCode(201).body("user", equalTo("usr_0SNlurA049MEWV9Another"));
        create(SandboxCaller.KNOWN_USER, body).statusCode(403).body("code", equalTo("userNotAllowed"));
    }

    @Test
    void namesAnUnknownPropertyByItsPath() {
        create(
                        SandboxCaller.KNOWN_USER,
                        "{\"intent\":{\"type\":\"viewSubscription\",\"viewSubscription\":{\"subscription\":\"sub_1\",\"colour\":1}}}")
                .statusCode(422)
                .body("object", equalTo("error"))
                .body("details.property", hasItem("intent.viewSubscription.colour"));
    }

    @Test
    void losesNoRequestWhenTheTokenIsRotated() {
        create(SandboxCaller.KNOWN_USER, VIEW).statusCode(201);
        String rotated = "test_rotated" + Ids.random(20);
        sandbox.secrets().rotate(rotated);
        sandbox.gigs().rotate(rotated);

        create(SandboxCaller.KNOWN_USER, VIEW).statusCode(201);
        assertEquals("Bearer " + rotated, lastReceived().headers().get("authorization"));
    }

    @Test
    void usesARealProjectWhenGivenOne() throws IOException {
        String token = "live_" + Ids.random(20);
        sandbox.secrets().rotate(token);
        sandbox.gigs().rotate(token);
        var project = new GigsProject(sandbox.gigs().url(), FakeGigs.PROJECT, token);
        var origins = Map.of("CONNECT_GIGS_SESSION_ORIGINS", sandbox.connectOrigin());

        try (var real = Sandbox.start(Options.forTests().withRealGigs(project).withEnvironment(origins))) {
            assertNull(real.gigs());
            given().baseUri(real.apiUrl())
                    .auth()
                    .oauth2(real.token(SandboxCaller.KNOWN_USER))
                    .contentType(ContentType.JSON)
                    .body(VIEW)
                    .post("/connectSessions")
                    .then()
                    .statusCode(201)
                    .body("url", startsWith(sandbox.connectOrigin()));
            assertFalse(new Banner(real).text().contains(token));
        }
    }

    @Test
    void saysWhereWebhooksGoAndHowTheyAreSigned() throws IOException {
        assertFalse(new Banner(sandbox).text().contains("Webhooks"));
        var endpoint = URI.create("http://localhost:3000/gigs-webhooks");

        try (var withWebhooks = Sandbox.start(Options.forTests().withWebhook(endpoint))) {
            String banner = new Banner(withWebhooks).text();
            assertTrue(banner.contains("Webhooks go to " + endpoint), banner);
            assertTrue(banner.contains("WEBHOOK_SECRET=whsec_"), banner);
            assertTrue(banner.contains("GIGS_URL=" + withWebhooks.gigs().url()), banner);
        }
    }

    @Test
    void handsTokensOnlyToThisMachinesOwnPages() {
        given().baseUri(sandbox.apiUrl())
                .get("/sandbox/tokens/visitor")
                .then()
                .statusCode(200)
                .body(startsWith("eyJ"));
        given().baseUri(sandbox.apiUrl())
                .header("Host", "rebound.example")
                .get("/sandbox/tokens/visitor")
                .then()
                .statusCode(403);
    }

    @Test
    void refusesACallWithoutABearerTokenBeforeTheFunctionSeesIt() {
        given().baseUri(sandbox.apiUrl())
                .contentType(ContentType.JSON)
                .body(VIEW)
                .post("/connectSessions")
                .then()
                .statusCode(401)
                .header("www-authenticate", "Bearer")
                .body("message", equalTo("Unauthorized"));
    }

    @Test
    void refusesATokenThatIsNotTheIssuers() {
        refused(new Tokens().mint(SandboxCaller.BACKEND));
        refused(sandbox.token(SandboxCaller.KNOWN_USER.claims(), Duration.ofMinutes(-1)));
        refused(sandbox.token(SandboxCaller.KNOWN_USER).replaceFirst("\\.[^.]*$", "."));
    }

    @Test
    void answersAPreflightWithoutAToken() {
        given().baseUri(sandbox.apiUrl())
                .header("Origin", SHOP)
                .header("Access-Control-Request-Method", "POST")
                .options("/connectSessions")
                .then()
                .statusCode(204)
                .header("access-control-allow-origin", SHOP)
                .header("access-control-allow-methods", "GET,OPTIONS,PATCH,POST")
                .header("access-control-allow-headers", "authorization,content-type,idempotency-key");
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:3000,http://localhost:3000", "http://shop.example,"})
    void allowsOnlyConfiguredOrigins(String origin, String allowed) {
        as(SandboxCaller.KNOWN_USER)
                .header("Origin", origin)
                .body(VIEW)
                .post("/connectSessions")
                .then()
                .statusCode(201)
                .header("access-control-allow-origin", equalTo(allowed));
    }

    @Test
    void knowsNoOtherRoute() {
        as(SandboxCaller.KNOWN_USER).get("/elsewhere").then().statusCode(404).body("message", equalTo("Not Found"));
        as(SandboxCaller.KNOWN_USER).delete("/connectSessions/csn_1").then().statusCode(404);
    }

    @Test
    void refusesAHugeBody() {
        as(SandboxCaller.KNOWN_USER)
                .body(new byte[10 * 1024 * 1024 + 1])
                .post("/connectSessions")
                .then()
                .statusCode(413)
                .body("message", equalTo("Request Entity Too Large"));
    }

    @Test
    @Timeout(30)
    void keepsCredentialsAndPersonalDataOutOfTheLog() throws InterruptedException {
        String session = create(
                        SandboxCaller.NEW_CUSTOMER,
                        "{\"intent\":{\"type\":\"viewSubscriptions\"},\"userDetails\":{\"fullName\":\"Elaine Benes\"}}")
                .extract()
                .path("url");
        String last = create(
                        SandboxCaller.NEW_CUSTOMER,
                        "{\"userDetails\":{\"email\":\"jerry@example.com\",\"colour\":\"red\"}}")
                .statusCode(422)
                .extract()
                .header("x-request-id");
        while (sandbox.output().stream().noneMatch(line -> line.contains(last))) {
            Thread.sleep(10);
        }

        var secrets = new ArrayList<>(List.of("elaine", "Elaine", "jerry", "Bearer", "eyJ"));
        secrets.add(session.replaceFirst(".*token=", ""));
        secrets.addAll(sandbox.gigs().received().stream()
                .map(received -> received.headers().get("authorization").replace("Bearer ", ""))
                .toList());
        secrets.addAll(List.of(sandbox.keys.secretAccessKey(), sandbox.keys.sessionToken()));
        for (String line : sandbox.output()) {
            secrets.forEach(secret -> assertFalse(line.contains(secret), line));
        }
    }

    private static void refused(String token) {
        given().baseUri(sandbox.apiUrl())
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(VIEW)
                .post("/connectSessions")
                .then()
                .statusCode(401)
                .header("www-authenticate", containsString("invalid_token"))
                .body("message", equalTo("Unauthorized"));
    }

    private static ValidatableResponse create(SandboxCaller caller, String body) {
        return as(caller).body(body).post("/connectSessions").then();
    }

    private static RequestSpecification as(SandboxCaller caller) {
        return given().baseUri(sandbox.apiUrl())
                .auth()
                .oauth2(sandbox.token(caller))
                .contentType(ContentType.JSON);
    }

    private static FakeGigs.Received lastReceived() {
        List<FakeGigs.Received> received = sandbox.gigs().received();
        return received.get(received.size() - 1);
    }
}
