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
    private static final String VIEW = "{\"intent\":{\"type\":\"viewSubscriptions\"}}";
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
    void knowsACustomerByTheCookieAndTheirVerifiedEmail() throws Exception {
        create(session(JsonObject.of("sub", "c1", "gigs_user", USER)))
                .statusCode(201)
                .body("user", equalTo(USER));

        String body = VIEW.replaceFirst("}$", ",\"userDetails\":{\"fullName\":\"Elaine Benes\"}}");
        String cookie = session(JsonObject.of("sub", "c2", "email", "elaine@example.com", "email_verified", true));
        page(cookie, SHOP)
                .body(body)
                .post("/connectSessions")
                .then()
                .statusCode(201)
                .body("user", startsWith("usr_"));
        CONSOLE.forEach(line -> assertFalse(line.contains("elaine") || line.contains(cookie), line));
    }

    @Test
    void takesAForgedCookieForAGuestAndRefusesAnotherSitesPage() throws Exception {
        String cookie = session(JsonObject.of("sub", "c1", "gigs_user", USER));

        create(cookie.replaceFirst("\\.[^.]*$", ".forged")).statusCode(201).body("user", nullValue());
        page(cookie, "https://evil.example")
                .body(VIEW)
                .post("/connectSessions")
                .then()
                .statusCode(403)
                .body("message", equalTo("Forbidden"));
    }

    private static ValidatableResponse create(String cookie) {
        return page(cookie, SHOP).body(VIEW).post("/connectSessions").then();
    }

    private static RequestSpecification page(String cookie, String origin) {
        return given().baseUri(sandbox.apiUrl())
                .auth()
                .oauth2("cookie")
                .header("Origin", origin)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Cookie", cookie)
                .contentType(ContentType.JSON);
    }

    /** As the shop signs: base64url of JSON, and HMAC-SHA256 over purpose and payload. */
    private static String session(JsonObject claims) throws GeneralSecurityException {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        long expiry = Instant.now().plusSeconds(60).getEpochSecond();
        String payload =
                base64.encodeToString(claims.copy().put("exp", expiry).encode().getBytes(StandardCharsets.UTF_8));
        Mac hmac = Mac.getInstance("HmacSHA256");
        hmac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = hmac.doFinal(("session." + payload).getBytes(StandardCharsets.UTF_8));
        return "__Host-session=" + payload + "." + base64.encodeToString(signature);
    }
}
