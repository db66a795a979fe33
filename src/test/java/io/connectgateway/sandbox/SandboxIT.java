package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged function behind the local HTTP API: what a client, Gigs, and a reader of the logs see. */
class SandboxIT {
    private static final String SHOP = "http://localhost:3000";
    private static final String USER = "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d";
    private static final String VIEW = "{\"intent\":{\"type\":\"viewSubscriptions\"}}";

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
    void createsRetrievesAndUpdatesASession() {
        String id = as(SandboxCaller.KNOWN_USER)
                .body(Banner.body(sandbox).encode())
                .post("/connectSessions")
                .then()
                .statusCode(201)
                .body("user", equalTo(USER))
                .body("url", allOf(startsWith(sandbox.connectOrigin()), matchesPattern(".*&token=\\w{64}")))
                .extract()
                .path("id");

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
    void refusesATokenThatIsNotTheIssuers() {
        given().baseUri(sandbox.apiUrl())
                .auth()
                .oauth2(new Tokens().mint(SandboxCaller.BACKEND))
                .get("/connectSessions/csn_1")
                .then()
                .statusCode(401)
                .header("www-authenticate", containsString("invalid_token"))
                .body("message", equalTo("Unauthorized"));
    }

    @Test
    void answersAPreflightWithoutATokenAndAllowsOnlyConfiguredOrigins() {
        given().baseUri(sandbox.apiUrl())
                .header("Origin", SHOP)
                .header("Access-Control-Request-Method", "POST")
                .options("/connectSessions")
                .then()
                .statusCode(204)
                .header("access-control-allow-origin", SHOP)
                .header("access-control-allow-methods", "GET,OPTIONS,PATCH,POST")
                .header("access-control-allow-headers", "authorization,content-type,idempotency-key");

        as(SandboxCaller.KNOWN_USER)
                .body(VIEW)
                .header("Origin", SHOP)
                .post("/connectSessions")
                .then()
                .header("access-control-allow-origin", SHOP);
        as(SandboxCaller.KNOWN_USER)
                .body(VIEW)
                .header("Origin", "http://shop.example")
                .post("/connectSessions")
                .then()
                .statusCode(201)
                .header("access-control-allow-origin", nullValue());
    }

    @Test
    void knowsNoOtherRoute() {
        as(SandboxCaller.KNOWN_USER).get("/elsewhere").then().statusCode(404).body("message", equalTo("Not Found"));
        as(SandboxCaller.KNOWN_USER).delete("/connectSessions/csn_1").then().statusCode(404);
    }

    private static RequestSpecification as(SandboxCaller caller) {
        return given().baseUri(sandbox.apiUrl())
                .auth()
                .oauth2(sandbox.token(caller))
                .contentType(ContentType.JSON);
    }
}
