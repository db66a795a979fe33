package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens of {@code examples/guest-tokens} at a gateway that has nothing but the two hosted files to check them with. */
class GuestTokensIT {
    private static final List<String> CONSOLE = new CopyOnWriteArrayList<>();

    @TempDir
    static Path directory;

    private static TokenShop shop;
    private static Sandbox sandbox;

    enum Endpoint {
        NODE,
        JAVA;

        private String url;
    }

    @BeforeAll
    static void start() throws Exception {
        Node.require();
        shop = new TokenShop(directory);
        String key = shop.newKey("first.pem");
        Endpoint.NODE.url = shop.node(key);
        Endpoint.JAVA.url = shop.java(key);
        var issuer = PartnerIssuer.of(shop.issuer(), Tokens.AUDIENCE);
        sandbox = Sandbox.start(Options.forTests().withAuthorizer(issuer).withConsole(CONSOLE::add));
    }

    @AfterAll
    static void stop() throws Exception {
        if (sandbox != null) {
            sandbox.close();
        }
        if (shop != null) {
            shop.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsAVisitorCreateASessionAndRetrieveItWithALaterToken(Endpoint endpoint) {
        String id = create(token(endpoint.url, ""))
                .statusCode(201)
                .body("user", nullValue())
                .extract()
                .path("id");

        as(token(endpoint.url, ""))
                .get("/connectSessions/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("url", nullValue());
        CONSOLE.forEach(line -> assertFalse(line.contains("eyJ"), line));
    }

    @ParameterizedTest
    @EnumSource
    void letsACustomerCreateASessionOfTheirOwn(Endpoint endpoint) {
        create(token(endpoint.url, TokenShop.SESSION)).statusCode(201).body("user", equalTo(TokenShop.USER));
    }

    @ParameterizedTest
    @EnumSource
    void givesAnotherSitesPageNothing(Endpoint endpoint) {
        given().header("Origin", "https://evil.example")
                .header("Sec-Fetch-Site", "cross-site")
                .header("Cookie", TokenShop.SESSION)
                .post(endpoint.url)
                .then()
                .statusCode(403)
                .header("Cache-Control", "no-store")
                .body(equalTo(""));
        given().get(endpoint.url).then().statusCode(405).header("Allow", "POST");
    }

    @Test
    void refusesATokenOfAKeyThatIsNotHosted() throws Exception {
        String foreign = shop.java(shop.newKey("elsewhere", "foreign.pem"));

        create(token(foreign, TokenShop.SESSION)).statusCode(401);
    }

    @Test
    void changesTheKeyWithoutLosingARequest() throws Exception {
        String before = token(Endpoint.NODE.url, "");
        String after = token(shop.java(shop.newKey("second.pem")), "");
        // For the id of a key that it does not know, the sandbox fetches the keys at most once a second.
        Thread.sleep(1_100);

        assertNotEquals(before.split("\\.")[0], after.split("\\.")[0], "header with the key's id");
        create(after).statusCode(201);
        create(before).statusCode(201);
    }

    private static String token(String endpoint, String cookie) {
        var response = given().header("Origin", TokenShop.ORIGIN)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Cookie", cookie)
                .post(endpoint);
        assertEquals(200, response.statusCode());
        return response.asString();
    }

    private static ValidatableResponse create(String token) {
        return as(token)
                .body("{\"intent\":{\"type\":\"viewSubscriptions\"}}")
                .post("/connectSessions")
                .then();
    }

    private static RequestSpecification as(String token) {
        return given().baseUri(sandbox.apiUrl()).auth().oauth2(token).contentType(ContentType.JSON);
    }
}
