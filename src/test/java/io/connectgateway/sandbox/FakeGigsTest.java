package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The fake Gigs and Connect behave as Gigs' reference says. */
class FakeGigsTest {
    private static final String TOKEN = "test_token";
    private static final String CREATE = """
            {"appearance":{"theme":"light"},"callbackUrl":"https://example.com","intent":{"type":"cancelSubscription",
            "cancelSubscription":{"subscription":"sub_0SNlurA049MEWV2gSfSxi00xlPIi"}},
            "user":"usr_0SNlurA049MEWV4OpCwsNyC9Kn2d","userDetails":{"birthday":"2017-07-21","email":"jerry@example.com",
            "fullName":"Jerry Seinfeld","metadata":{},"preferredLocale":"en-US"}}""";
    private static final String WITHOUT_USER = "{\"intent\":{\"type\":\"viewSubscriptions\"}}";
    private static final String DETAILS = "{\"userDetails\":{\"email\":\"elaine@example.com\"}}";

    private static final Vertx VERTX = Vertx.vertx();
    private static FakeConnect connect;
    private static FakeGigs gigs;

    @BeforeAll
    static void start() {
        var customers = new FakeCustomers();
        var sessions = new FakeConnectSessions(customers);
        connect = new FakeConnect(VERTX, sessions, events -> {});
        gigs = new FakeGigs(VERTX, TOKEN, false, customers, sessions);
    }

    @AfterAll
    static void stop() {
        LocalServer.await(VERTX.close());
    }

    @Test
    void createsTheReferencesExample() {
        var answer = create(CREATE).statusCode(201);

        answer.body("id", matchesPattern("csn_[0-9A-Za-z]{28}"))
                .body("object", equalTo("connectSession"))
                .body("user", equalTo("usr_0SNlurA049MEWV4OpCwsNyC9Kn2d"))
                .body("url", matchesPattern(connect.origin() + "/checkout/entry\\?session=csn_\\w{28}&token=\\w{64}"));
        assertEquals(
                Set.of("object", "id", "appearance", "callbackUrl", "intent", "url", "user"),
                answer.extract().jsonPath().getMap("").keySet());
    }

    @Test
    void givesAUrlOnlyOnCreateAndWhenAnUpdateAttachesAUser() {
        String id = create(WITHOUT_USER)
                .statusCode(201)
                .body("url", matchesPattern(connect.origin() + "/checkout/entry\\?session=csn_\\w{28}"))
                .extract()
                .path("id");

        retrieve(id).statusCode(200).body("url", nullValue()).body("user", nullValue());
        update(id, "{\"appearance\":{\"theme\":\"dark\"}}").statusCode(200).body("url", nullValue());
        update(id, DETAILS)
                .statusCode(200)
                .body("url", containsString("&token="))
                .body("user", containsString("usr_"));
        update(id, DETAILS).statusCode(409).body("type", equalTo("conflict"));
        retrieve(id).body("appearance.theme", equalTo("dark")).body("url", nullValue());
    }

    @Test
    void findsAUserByTheEmailOfItsDetails() {
        String user = create(
                        "{\"intent\":{\"type\":\"viewSubscriptions\"},\"userDetails\":{\"email\":\"George@example.com\"}}")
                .extract()
                .path("user");

        search("george@example.com").body("items.id", hasItem(user));
        search("nobody@example.com").body("items", empty());
    }

    @Test
    void refusesAnotherToken() {
        given().baseUri(gigs.url())
                .header("Authorization", "Bearer other")
                .get("/projects/sandbox/connectSessions/csn_1")
                .then()
                .statusCode(401)
                .body("object", equalTo("error"))
                .body("type", equalTo("unauthenticated"));
    }

    @Test
    void namesWhatIsWrongInABody() {
        create("{}").statusCode(422).body("details", hasItem(hasEntry("property", "intent")));
        create("{\"intent\":{\"type\":\"checkoutAddon\",\"checkoutAddon\":{\"addons\":[\"pln_1\"]}}}")
                .statusCode(422)
                .body("details", hasItem(hasEntry("property", "intent.checkoutAddon.subscription")))
                .body("details", hasItem(hasEntry("property", "intent.checkoutAddon.addons[0]")));
        create("{\"intent\":{\"type\":\"viewSubscriptions\"},\"colour\":\"red\"}")
                .statusCode(422)
                .body("details", hasItem(hasEntry("property", "colour")));
        create("{\"intent\":").statusCode(400).body("type", equalTo("malformed"));
    }

    @Test
    void refusesAnIdempotencyKeyOutsideTheBeta() {
        api().header("Idempotency-Key", "1")
                .body(CREATE)
                .post("/connectSessions")
                .then()
                .statusCode(400);
    }

    @Test
    void opensALinkOnce() {
        String url = create(CREATE).extract().path("url");

        given().urlEncodingEnabled(false)
                .get(url)
                .then()
                .statusCode(200)
                .body(containsString("cancelSubscription"))
                .body(containsString("https://example.com?session_id&#x3D;csn_"));
        given().urlEncodingEnabled(false).get(url).then().statusCode(410).body(containsString("expired"));
    }

    private static ValidatableResponse create(String body) {
        return api().body(body).post("/connectSessions").then();
    }

    private static ValidatableResponse retrieve(String id) {
        return api().get("/connectSessions/" + id).then();
    }

    private static ValidatableResponse update(String id, String body) {
        return api().body(body).patch("/connectSessions/" + id).then();
    }

    private static ValidatableResponse search(String email) {
        return api().body("{\"email\":\"" + email + "\"}")
                .post("/users/search")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification api() {
        return given().baseUri(gigs.url() + "/projects/sandbox")
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + TOKEN);
    }
}
