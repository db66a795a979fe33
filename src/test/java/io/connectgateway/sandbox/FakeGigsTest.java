package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fake Gigs and Connect behave as Gigs' reference says. */
class FakeGigsTest {
    private static final String JERRY = "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d";
    private static final String CREATE = """
            {"appearance":{"theme":"light"},"callbackUrl":"https://example.com","intent":{"type":"cancelSubscription",
            "cancelSubscription":{"subscription":"sub_0SNlurA049MEWV2gSfSxi00xlPIi"}},
            "user":"usr_0SNlurA049MEWV4OpCwsNyC9Kn2d","userDetails":{"birthday":"2017-07-21","email":"jerry@example.com",
            "fullName":"Jerry Seinfeld","metadata":{},"preferredLocale":"en-US"}}""";
    private static final String WITHOUT_USER = "{\"intent\":{\"type\":\"viewSubscriptions\"}}";
    private static final String DETAILS = "{\"userDetails\":{\"email\":\"elaine@example.com\"}}";

    private final Vertx vertx = Vertx.vertx();
    private FakeConnect connect;
    private FakeGigs gigs;

    @BeforeEach
    void start() {
        var customers = new FakeCustomers();
        var sessions = new FakeConnectSessions(customers);
        connect = new FakeConnect(vertx, sessions, events -> {});
        gigs = new FakeGigs(vertx, "test_token", false, customers, sessions);
    }

    @AfterEach
    void stop() {
        LocalServer.await(vertx.close());
    }

    @Test
    void createsTheReferencesExample() {
        var answer = create(CREATE).statusCode(201);

        answer.body("id", matchesPattern("csn_[0-9A-Za-z]{28}"))
                .body("object", equalTo("connectSession"))
                .body("user", equalTo(JERRY))
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

        get("connectSessions/" + id).statusCode(200).body("url", nullValue()).body("user", nullValue());
        update(id, "{\"appearance\":{\"theme\":\"dark\"}}").statusCode(200).body("url", nullValue());
        update(id, DETAILS)
                .statusCode(200)
                .body("url", containsString("&token="))
                .body("user", containsString("usr_"));
        update(id, DETAILS).statusCode(409).body("type", equalTo("conflict"));
        get("connectSessions/" + id).body("appearance.theme", equalTo("dark")).body("url", nullValue());
    }

    @Test
    void refusesAnotherToken() {
        given().header("Authorization", "Bearer other")
                .get(gigs.url() + "/projects/sandbox/connectSessions/csn_1")
                .then()
                .statusCode(401)
                .body("object", equalTo("error"))
                .body("type", equalTo("unauthenticated"));
    }

    @Test
    void namesWhatIsWrongInABody() {
        create("{}").statusCode(422).body("details.property", hasItem("intent"));
        create("{\"red\":1,\"intent\":{\"type\":\"checkoutAddon\",\"checkoutAddon\":{\"addons\":[\"pln_1\"]}}}")
                .statusCode(422)
                .body(
                        "details.property",
                        hasItems("intent.checkoutAddon.subscription", "intent.checkoutAddon.addons[0]", "red"));
        create("{\"intent\":").statusCode(400).body("type", equalTo("malformed"));
    }

    /** As an object in one and as an id in the other: the gateway's check of ownership reads both. */
    @Test
    void hasTheUserOfASubscriptionAndOfAPayment() {
        get("subscriptions/sub_0SNlurA049MEWV2gSfSxi00xlPIi").statusCode(200).body("user.id", equalTo(JERRY));
        get("subscriptions/sub_0SNlurA049MEWV7KramerHasHisOwn").statusCode(200).body("user.id", not(JERRY));
        get("payments/pay_0SNlurA049MEWV2HRA0slWFuS8DV").statusCode(200).body("user", equalTo(JERRY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscriptions/sub_1", "payments/pay_1", "subscriptions/pay_0SNlurA049MEWV2HRA0slWFuS8DV"})
    void doesNotFindAnythingElse(String path) {
        get(path).statusCode(404).body("type", equalTo("notFound"));
    }

    @Test
    void findsAUserByEmailWithoutCase() {
        String elaine = create(WITHOUT_USER.replaceFirst("}$", "," + DETAILS.substring(1)))
                .extract()
                .path("user");

        search("Elaine@Example.com").body("items.id", hasItem(elaine)).body("items[0].status", equalTo("active"));
        search("nobody@example.com").body("items", empty());
    }

    private ValidatableResponse create(String body) {
        return api().body(body).post("/connectSessions").then();
    }

    private ValidatableResponse update(String id, String body) {
        return api().body(body).patch("/connectSessions/" + id).then();
    }

    private ValidatableResponse search(String email) {
        return api().body("{\"email\":\"" + email + "\"}")
                .post("/users/search")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse get(String path) {
        return api().get("/" + path).then();
    }

    private RequestSpecification api() {
        return given().baseUri(gigs.url() + "/projects/sandbox")
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer test_token");
    }
}
