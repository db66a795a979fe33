package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tokens of {@code examples/guest-tokens/java} at a gateway that has only the two hosted files to check them with.
 * {@link GigsWebhooksIT} shows those of the endpoint in Node.js.
 */
class GuestTokensIT {
    private static final String USER = "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d";

    @TempDir
    Path directory;

    private final List<String> console = new CopyOnWriteArrayList<>();
    private TokenShop shop;
    private Sandbox sandbox;
    private String endpoint;

    @BeforeEach
    void start() throws Exception {
        shop = new TokenShop(directory);
        endpoint = shop.java(shop.newKey("first.pem"), USER);
        var issuer = PartnerIssuer.of(shop.issuer(), Tokens.AUDIENCE);
        sandbox = Sandbox.start(Options.forTests().withAuthorizer(issuer).withConsole(console::add));
    }

    @AfterEach
    void stop() {
        sandbox.close();
        shop.close();
    }

    @Test
    void letAVisitorAndACustomerCreateASessionOfTheirOwn() {
        String visitor = TokenShop.token(endpoint, "");

        create(visitor).statusCode(201).body("user", nullValue());
        create(TokenShop.token(endpoint, TokenShop.SESSION)).statusCode(201).body("user", equalTo(USER));
        console.forEach(line -> assertFalse(line.contains("eyJ"), line));

        given().header("Origin", "https://evil.example")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Cookie", TokenShop.SESSION)
                .post(endpoint)
                .then()
                .statusCode(403)
                .body(equalTo(""));
    }

    @Test
    void loseNoRequestWhenTheKeyIsChanged() throws Exception {
        String before = TokenShop.token(endpoint, "");
        String after = TokenShop.token(shop.java(shop.newKey("second.pem"), USER), "");
        // For the id of a key that it does not know, the sandbox fetches the keys at most once a second.
        Thread.sleep(1_100);

        assertNotEquals(before.split("\\.")[0], after.split("\\.")[0], "header with the key's id");
        create(after).statusCode(201);
        create(before).statusCode(201);
    }

    private ValidatableResponse create(String token) {
        return given().baseUri(sandbox.apiUrl())
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{\"intent\":{\"type\":\"viewSubscriptions\"}}")
                .post("/connectSessions")
                .then();
    }
}
