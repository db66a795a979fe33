package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sandbox with the tokens of an issuer that is not its own. */
class IssuerIT {
    private static final String USER = "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d";
    private static final List<String> CONSOLE = new CopyOnWriteArrayList<>();

    private static Vertx vertx;
    private static TestIssuer issuer;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws IOException {
        vertx = Vertx.vertx();
        issuer = new TestIssuer(vertx);
        sandbox = Sandbox.start(
                Options.forTests().withAuthorizer(issuer.options()).withConsole(CONSOLE::add));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
        LocalServer.await(vertx.close());
    }

    @Test
    void createsASessionForATokenOfTheIssuer() {
        create(issuer.token(issuer.claims().put("gigs_user", USER)))
                .statusCode(201)
                .body("user", equalTo(USER))
                .body("url", startsWith(sandbox.connectOrigin()));
    }

    @Test
    void showsTheCallerApiGatewaysAnswerAndTheConsoleTheReason() {
        String token = issuer.token(issuer.claims().put("aud", "account").put("email", "elaine@example.com"));

        create(token)
                .statusCode(401)
                .header(
                        "www-authenticate",
                        "Bearer scope=\"\" error=\"invalid_token\""
                                + " error_description=\"the token does not have a valid audience\"")
                .body("message", equalTo("Unauthorized"));

        assertEquals(
                List.of("authorizer | 401 wrong audience: the token has the aud [account], expected one of"
                        + " [gigs-connect-gateway, other-audience]"),
                CONSOLE.stream().filter(line -> line.startsWith("authorizer")).toList());
        CONSOLE.forEach(line -> assertFalse(line.contains("eyJ") || line.contains("elaine"), line));
    }

    @Test
    void mintsNoTokensAndSaysHowToBringOne() {
        given().baseUri(sandbox.apiUrl()).get("/sandbox/tokens").then().statusCode(404);
        given().baseUri(sandbox.apiUrl())
                .get("/sandbox/tokens/known-user")
                .then()
                .statusCode(404);

        String banner = new Banner(sandbox).text();
        assertTrue(
                banner.contains("tokens of " + issuer.url() + " for gigs-connect-gateway or other-audience"), banner);
        assertTrue(banner.contains("-H \"Authorization: Bearer $TOKEN\""), banner);
    }

    private static ValidatableResponse create(String token) {
        return given().baseUri(sandbox.apiUrl())
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{\"intent\":{\"type\":\"viewSubscriptions\"}}")
                .post("/connectSessions")
                .then();
    }
}
