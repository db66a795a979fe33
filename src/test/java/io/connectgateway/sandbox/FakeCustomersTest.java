package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the fake Gigs knows, and what becomes of those who finish in the fake Connect. */
class FakeCustomersTest {
    private static final String JERRY = "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d";
    private static final String PLAN = "pln_0SNlurA049MEWV0000000000Small";
    private static final String BUY =
            "{'type':'checkoutNewSubscription','checkoutNewSubscription':{'plan':'" + PLAN + "'}}";

    private final Vertx vertx = Vertx.vertx();
    private final List<GigsEvent> events = new CopyOnWriteArrayList<>();
    private FakeConnect connect;
    private FakeGigs gigs;

    @BeforeEach
    void start() {
        var customers = new FakeCustomers();
        var sessions = new FakeConnectSessions(customers);
        connect = new FakeConnect(vertx, sessions, events::addAll);
        gigs = new FakeGigs(vertx, "test_token", false, customers, sessions);
    }

    @AfterEach
    void stop() {
        LocalServer.await(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({
        "sub_0SNlurA049MEWV2gSfSxi00xlPIi, jerry@example.com",
        "sub_0SNlurA049MEWV7KramerHasHisOwn, kramer@example.com",
    })
    void hasTheUserOfASubscriptionAsAnObject(String id, String email) {
        String user = get("subscriptions/" + id)
                .statusCode(200)
                .body("object", equalTo("subscription"))
                .body("user.object", equalTo("user"))
                .extract()
                .path("user.id");

        get("users/" + user).statusCode(200).body("email", equalTo(email)).body("emailVerified", equalTo(true));
        search(email).body("items[0].id", equalTo(user)).body("items[0].status", equalTo("active"));
    }

    @Test
    void hasTheUserOfAPaymentAsAnId() {
        get("payments/pay_0SNlurA049MEWV2HRA0slWFuS8DV")
                .statusCode(200)
                .body("user", equalTo(JERRY))
                .body("amount.currency", equalTo("EUR"));
        get("payments/pay_0SNlurA049MEWV7KramerHasHisOwn")
                .statusCode(200)
                .body("user", allOf(startsWith("usr_"), not(JERRY)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscriptions/sub_0SNlurA049MEWV0000000000Nobody",
                "payments/pay_1",
                "users/usr_1",
                "subscriptions/pay_0SNlurA049MEWV2HRA0slWFuS8DV"
            })
    void doesNotFindAnythingElse(String path) {
        get(path).statusCode(404).body("type", equalTo("notFound"));
    }

    @Test
    void searchesByEmailWithoutCase() {
        search("Jerry@Example.com").body("items[0].id", equalTo(JERRY));
        search("newman@example.com").body("items.size()", equalTo(0));
    }

    @Test
    void makesAUserAndASubscriptionOfAVisitorWhoLogsInAndBuys() {
        String session = create(BUY, null);

        logIn(session, "newman@example.com").body(containsString("Logged in as <code>usr_"));
        complete(session);

        String user = search("newman@example.com").extract().path("items[0].id");
        assertEquals(
                List.of(
                        "com.gigs.connectSession.updated",
                        "com.gigs.subscription.created",
                        "com.gigs.payment.succeeded"),
                events.stream().map(GigsEvent::type).toList());
        assertEquals(new JsonObject().putNull("user"), events.get(0).previousData());
        assertEquals(user, events.get(0).data().getString("user"));
        assertEquals(null, events.get(0).data().getString("url"));
        String subscription = events.get(1).data().getString("id");
        get("subscriptions/" + subscription).body("user.id", equalTo(user)).body("plan.id", equalTo(PLAN));
        get("payments/" + events.get(2).data().getString("id"))
                .body("user", equalTo(user))
                .body("status", equalTo("succeeded"));
        get("connectSessions/" + session).body("user", equalTo(user));
    }

    @Test
    void sellsOnceToWhoeverFinishesTwice() {
        String session = create(BUY, JERRY);

        complete(session);
        complete(session);

        assertEquals(3, events.size(), events::toString);
        assertEquals(new JsonObject(), events.get(0).previousData());
    }

    @Test
    void sellsNothingWhileNobodyIsLoggedIn() {
        String session = create(BUY, null);

        logIn(session, "no address").body(containsString("Nobody is logged in"));
        complete(session);

        assertEquals(List.of(), events);
        get("connectSessions/" + session).body("user", nullValue());
    }

    @Test
    void confirmsAPaymentOfThePersonsOwn() {
        complete(create(
                "{'type':'confirmPayment','confirmPayment':{'payment':'pay_0SNlurA049MEWV2HRA0slWFuS8DV'}}", JERRY));
        complete(create(
                "{'type':'confirmPayment','confirmPayment':{'payment':'pay_0SNlurA049MEWV7KramerHasHisOwn'}}", JERRY));

        get("payments/pay_0SNlurA049MEWV2HRA0slWFuS8DV").body("status", equalTo("succeeded"));
        get("payments/pay_0SNlurA049MEWV7KramerHasHisOwn").body("status", equalTo("pending"));
    }

    private String create(String intent, String user) {
        var body = JsonObject.of("callbackUrl", "https://shop.example/done")
                .put("intent", new JsonObject(intent.replace('\'', '"')));
        if (user != null) {
            body.put("user", user);
        }
        return api().body(body.encode())
                .post("/connectSessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse logIn(String session, String email) {
        return given().baseUri(connect.origin())
                .formParam("session", session)
                .formParam("email", email)
                .post("/checkout/login")
                .then()
                .statusCode(200);
    }

    private void complete(String session) {
        given().baseUri(connect.origin())
                .redirects()
                .follow(false)
                .get("/checkout/complete?session=" + session)
                .then()
                .statusCode(303)
                .header("location", matchesPattern("https://shop.example/done\\?session_id=csn_\\w+&status=success"));
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
