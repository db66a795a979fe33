package io.connectgateway.policy;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Json;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Allow-lists, callers who are found by email, and a check of whose subscription or payment an intent names. */
abstract class OptionsTest {

    private static final String ID = "csn_0SNlurA049MEWV1GWxpaE5D0t2D6";
    private static final String CREATE = "POST /projects/dev/connectSessions";
    private static final String SEARCH = "/projects/dev/users/search";
    private static final String FOUND = "{'id':'usr_found','email':'OWN@Example.com'}";
    private static final String NAMES_NOTHING = "viewSubscriptions";
    private static final String NAMES_A_SUBSCRIPTION = "cancelSubscription: {'subscription':'sub_1'}";

    @BeforeEach
    void gigsAnswersASession() {
        Upstream.reset();
        Upstream.gigsAnswersForTheUserAskedFor(201);
        usersFound(FOUND);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            BACKEND   | updateUserAddress                                             | intentNotAllowed
            ANONYMOUS | checkoutNewSubscription: {'plan':'pln_1'}                     |
            ANONYMOUS | checkoutNewSubscription: {'plan':'pln_2'}                     | planNotAllowed
            ANONYMOUS | checkoutNewSubscription: {'plan':'pln_1','addons':['add_2']}  | addonNotAllowed
            BACKEND   | checkoutNewSubscription: {'plan':'pln_2','addons':['add_2']}  |
            """)
    void allowsOnlyWhatIsOnTheLists(CallerKind kind, String intent, String code) {
        Answer answer = create(kind, intent);

        assertEquals(code == null ? 201 : 403, answer.status());
        assertEquals(code == null ? "" : code, code(answer));
        assertEquals(code == null ? List.of(CREATE) : List.of(), requests());
        assertFalse(code != null && answer.text().contains("_1"), "names what else there is: " + answer.text());
    }

    @Test
    void bindsTheSessionToTheUserThatIsFound() {
        assertEquals(201, create(CallerKind.VERIFIED_EMAIL, NAMES_NOTHING).status());

        assertEquals(List.of("POST " + SEARCH, CREATE), requests());
        assertEquals("{\"email\":\"own@example.com\"}", sent(0));
        assertEquals("usr_found", Json.parse(sent(1)).path("user").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "blocked", "anotherStatus"})
    void passesOverUsersThatAreNotActive(String status) {
        String gone = "{'id':'usr_gone','email':'own@example.com','status':'" + status + "'}";
        usersFound(gone + "," + FOUND.replace("}", ",'status':'active'}"));

        create(CallerKind.VERIFIED_EMAIL, NAMES_NOTHING);

        assertEquals("usr_found", Json.parse(sent(1)).path("user").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{'id':'usr_1','email':'own@example.com'},{'id':'usr_2','email':'own@example.com'}",
                "{'id':'usr_1','email':'own@example.com','status':'deleted'}",
                "{'id':'sub_1','email':'own@example.com'}",
                "{'id':'usr_1','email':null}",
                "{'id':'usr_1','email':'own@example.company'}"
            })
    void fallsBackToTheEmailWhereNoOneUserIsFound(String users) {
        usersFound(users);

        send(CallerKind.VERIFIED_EMAIL, Event.create(text("{'intent':{'type':'viewSubscriptions'},'userDetails':{}}")));

        JsonNode sent = Json.parse(sent(1));
        assertEquals("own@example.com", sent.at("/userDetails/email").asText());
        assertFalse(sent.has("user"));
    }

    @Test
    void repeatsALookUpThatFoundGigsUnavailable() {
        Upstream.GIGS.stubFor(post(SEARCH)
                .inScenario("once")
                .whenScenarioStateIs(STARTED)
                .willReturn(jsonResponse("{}", 503))
                .willSetStateTo("again"));

        assertEquals(201, create(CallerKind.VERIFIED_EMAIL, NAMES_NOTHING).status());
        assertEquals(List.of("POST " + SEARCH, "POST " + SEARCH, CREATE), requests());
    }

    @ParameterizedTest
    @CsvSource({"KNOWN_USER", "UNVERIFIED_EMAIL", "ANONYMOUS", "BACKEND"})
    void looksUpNoOtherCaller(CallerKind kind) {
        assertEquals(201, create(kind, NAMES_NOTHING).status());
        assertEquals(List.of(CREATE), requests());
    }

    @Test
    void looksTheCallerOfAnUpdateUpOnce() {
        String path = "/projects/dev/connectSessions/" + ID;
        String found = Reference.session().put("user", "usr_found").toString();
        Upstream.GIGS.stubFor(get(path).willReturn(okJson(found)));

        Answer answer = send(CallerKind.VERIFIED_EMAIL, Event.update(ID, "{\"user\":\"usr_found\"}"));

        assertEquals(201, answer.status(), answer.text());
        assertEquals(List.of("POST " + SEARCH, "GET " + path, "PATCH " + path), requests());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cancelSubscription: {'subscription':'sub_1'} | subscriptions/sub_1 | subscriptionNotAllowed
            confirmPayment: {'payment':'pay_1'}          | payments/pay_1      | paymentNotAllowed
            """)
    void servesTheOwnerAndAnswersAForeignOneLikeAnUnknownOne(String intent, String path, String code) {
        for (String owner : List.of("'usr_own'", "{'id':'usr_own'}")) {
            Upstream.GIGS.resetRequests();
            gigsKnows(path, owner);
            assertEquals(201, create(CallerKind.KNOWN_USER, intent).status(), owner);
            assertEquals(List.of("GET /projects/dev/" + path, CREATE), requests());
        }
        List<JsonNode> answers = new ArrayList<>();
        for (String owner : List.of("'usr_other'", "{'id':'usr_other','user':'usr_own'}", "['usr_own']", "7", "null")) {
            gigsKnows(path, owner);
            answers.add(refused(intent));
        }
        gigsAnswers(path, jsonResponse("{\"object\":\"error\",\"type\":\"notFound\",\"message\":\"No.\"}", 404));
        answers.add(refused(intent));

        assertEquals(1, Set.copyOf(answers).size(), answers::toString);
        assertEquals(code, answers.get(0).path("code").asText());
        assertEquals(1, requests().stream().filter(CREATE::equals).count());
    }

    @ParameterizedTest
    @CsvSource({
        "VERIFIED_EMAIL, usr_found, 201, POST GET POST",
        "VERIFIED_EMAIL, usr_other, 403, POST GET",
        "ANONYMOUS,      usr_other, 403, ''",
        "BACKEND,        usr_other, 201, POST"
    })
    void asksWhoseItIsForAUserOnly(CallerKind kind, String owner, int status, String methods) {
        gigsKnows("subscriptions/sub_1", "'" + owner + "'");

        assertEquals(status, create(kind, NAMES_A_SUBSCRIPTION).status());
        assertEquals(methods, String.join(" ", requests()).replaceAll(" ?/\\S+", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "VERIFIED_EMAIL, 404, gatewayMisconfigured",
        "VERIFIED_EMAIL, 500, gigsUnavailable",
        "KNOWN_USER,     500, gigsUnavailable",
        "KNOWN_USER,     401, gatewayMisconfigured"
    })
    void failsAsEveryCallWhereGigsFails(CallerKind kind, int status, String code) {
        Upstream.gigsAnswers(jsonResponse("{}", status));

        assertEquals(code, code(create(kind, NAMES_A_SUBSCRIPTION)));
        assertFalse(requests().contains(CREATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':'sub_other','user':'usr_own'}", "{'user':'usr_own'}"})
    void takesNoAnswerAboutSomethingElse(String answer) {
        gigsAnswers("subscriptions/sub_1", okJson(text(answer)));

        assertEquals("gigsUnexpectedResponse", code(create(CallerKind.KNOWN_USER, NAMES_A_SUBSCRIPTION)));
        assertFalse(requests().contains(CREATE));
    }

    private static void usersFound(String users) {
        Upstream.GIGS.stubFor(post(SEARCH).willReturn(okJson(text("{'items':[" + users + "]}"))));
    }

    private static void gigsKnows(String path, String owner) {
        String id = path.substring(path.indexOf('/') + 1);
        gigsAnswers(path, okJson(text("{'id':'" + id + "','user':" + owner + "}")));
    }

    private static void gigsAnswers(String path, ResponseDefinitionBuilder answer) {
        Upstream.GIGS.stubFor(get("/projects/dev/" + path).willReturn(answer));
    }

    /** @param intent its type, and its payload if it has one */
    private static Answer create(CallerKind kind, String intent) {
        String[] parts = intent.split(": ");
        String payload = parts.length == 1 ? "" : ",'" + parts[0] + "':" + parts[1];
        return send(kind, Event.create(text("{'intent':{'type':'" + parts[0] + "'" + payload + "}}")));
    }

    private static JsonNode refused(String intent) {
        return ((ObjectNode) create(CallerKind.KNOWN_USER, intent).json()).without("requestId");
    }

    private static Answer send(CallerKind kind, Event event) {
        return event.claims(kind.claims()).send();
    }

    private static String code(Answer answer) {
        return answer.json().path("code").asText();
    }

    private static List<String> requests() {
        return Upstream.gigsRequests().stream()
                .map(request -> request.getMethod() + " " + request.getUrl())
                .toList();
    }

    private static String sent(int number) {
        return Upstream.gigsRequests().get(number).getBodyAsString();
    }

    private static String text(String json) {
        return json.replace('\'', '"');
    }
}
