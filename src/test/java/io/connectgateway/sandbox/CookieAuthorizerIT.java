package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code examples/cookie-authorizer} in front of the packaged function. */
class CookieAuthorizerIT {
    private static final String SHOP = "https://shop.example";
    private static final String USER = "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d";
    private static final String SECRET = Ids.random(40);
    private static final List<String> CONSOLE = new CopyOnWriteArrayList<>();

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        Node.require();
        String command =
                "env ORIGIN=" + SHOP + " SESSION_SECRET=" + SECRET + " node examples/cookie-authorizer/stdin.mjs";
        sandbox = Sandbox.start(Options.forTests()
                .withAuthorizer(PartnerLambda.of(command, null))
                .withConsole(CONSOLE::add));
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void knowsACustomerByTheCookie() {
        create(session(JsonObject.of("sub", "c1", "gigs_user", USER)))
                .statusCode(201)
                .body("user", equalTo(USER));
    }

    @Test
    void fillsInTheVerifiedEmailOfTheSession() {
        String body = "{\"intent\":{\"type\":\"viewSubscriptions\"},\"userDetails\":{\"fullName\":\"Elaine Benes\"}}";
        String cookie = session(JsonObject.of("sub", "c2", "email", "elaine@example.com", "email_verified", true));

        page(cookie).body(body).post("/connectSessions").then().statusCode(201).body("user", startsWith("usr_"));
        page("").body(body).post("/connectSessions").then().statusCode(403).body("code", equalTo("userNotAllowed"));
        CONSOLE.forEach(line -> assertFalse(line.contains("elaine") || line.contains(cookie), line));
    }

    @Test
    void letsAVisitorCreateASessionAndRetrieveIt() {
        String id = create("a=b")
                .statusCode(201)
                .body("user", nullValue())
                .extract()
                .path("id");

        page("").get("/connectSessions/" + id).then().statusCode(200).body("url", nullValue());
    }

    @Test
    void takesAForgedCookieForNone() {
        String forged = session(JsonObject.of("sub", "c1", "gigs_user", USER)).replaceFirst("\\.[^.]*$", ".forged");

        create(forged).statusCode(201).body("user", nullValue());
    }

    @Test
    void refusesAnotherSitesPage() {
        String cookie = session(JsonObject.of("sub", "c1", "gigs_user", USER));

        page(cookie, "https://evil.example", "cross-site")
                .body("{\"intent\":{\"type\":\"viewSubscriptions\"}}")
                .post("/connectSessions")
                .then()
                .statusCode(403)
                .body("message", equalTo("Forbidden"));
    }

    @Test
    void givesABackendItsScopeByATokenAndNeverByACookie() {
        String body = "{\"intent\":{\"type\":\"viewSubscriptions\"},\"user\":\"usr_0SNlurA049MEWV9Another\"}";
        JsonObject backend = JsonObject.of("sub", "shop-backend", "scope", "connect:backend");

        given().baseUri(sandbox.apiUrl())
                .auth()
                .oauth2(signed("connect-token", backend))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/connectSessions")
                .then()
                .statusCode(201)
                .body("user", equalTo("usr_0SNlurA049MEWV9Another"));
        page(session(backend)).body(body).post("/connectSessions").then().statusCode(403);
    }

    private static ValidatableResponse create(String cookie) {
        return page(cookie)
                .body("{\"intent\":{\"type\":\"viewSubscriptions\"}}")
                .post("/connectSessions")
                .then();
    }

    private static RequestSpecification page(String cookie) {
        return page(cookie, SHOP, "same-origin");
    }

    private static RequestSpecification page(String cookie, String origin, String site) {
        return given().baseUri(sandbox.apiUrl())
                .auth()
                .oauth2("cookie")
                .header("Origin", origin)
                .header("Sec-Fetch-Site", site)
                .header("Cookie", cookie)
                .contentType(ContentType.JSON);
    }

    private static String session(JsonObject claims) {
        return "__Host-session=" + signed("session", claims);
    }

    /** As the shop signs: base64url of JSON, and HMAC-SHA256 over purpose and payload. */
    private static String signed(String purpose, JsonObject claims) {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        long expiry = Instant.now().plusSeconds(60).getEpochSecond();
        String payload =
                base64.encodeToString(claims.copy().put("exp", expiry).encode().getBytes(StandardCharsets.UTF_8));
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = hmac.doFinal((purpose + "." + payload).getBytes(StandardCharsets.UTF_8));
            return payload + "." + base64.encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
