package io.connectgateway.policy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.connectgateway.Authorizer;
import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployment that asks Gigs whose subscription or payment an intent names. */
abstract class OwnershipTest {

    public static final class Checked implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("connect.policy.check-ownership", "true");
        }
    }

    private static final List<String> OWN = List.of("\"usr_own\"", "{\"id\":\"usr_own\"}");

    private static final List<String> FOREIGN = List.of(
            "\"usr_other\"",
            "{\"id\":\"usr_other\"}",
            "\"usr_OWN\"",
            "{\"id\":\"usr_other\",\"user\":\"usr_own\"}",
            "{}",
            "[\"usr_own\"]",
            "7",
            "null");

    private final Authorizer authorizer;

    OwnershipTest(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @BeforeEach
    void gigsAnswersASession() {
        Upstream.reset();
        Upstream.gigsAnswersForTheUserAskedFor(201);
    }

    static Stream<ObjectNode> intentsThatNameSomething() {
        return Reference.intents().filter(intent -> !named(intent).isEmpty());
    }

    static Stream<ObjectNode> otherIntents() {
        return Reference.intents().filter(intent -> named(intent).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("intentsThatNameSomething")
    void servesTheOwner(ObjectNode intent) {
        for (String user : OWN) {
            Upstream.GIGS.resetRequests();
            gigsKnows(intent, user);

            assertEquals(201, create(CallerKind.KNOWN_USER, intent).status(), user);
            assertEquals(List.of("GET " + path(intent), "POST /projects/dev/connectSessions"), requests());
        }
    }

    @ParameterizedTest
    @MethodSource("intentsThatNameSomething")
    void answersAForeignOneLikeAnUnknownOne(ObjectNode intent) {
        Set<JsonNode> answers = new HashSet<>();
        for (String user : FOREIGN) {
            gigsKnows(intent, user);
            answers.add(refused(CallerKind.KNOWN_USER, intent));
        }
        gigsAnswers(intent, jsonResponse("{\"id\":\"" + named(intent) + "\"}", 200));
        answers.add(refused(CallerKind.KNOWN_USER, intent));
        gigsAnswers(intent, jsonResponse("{\"object\":\"error\",\"type\":\"notFound\",\"message\":\"No.\"}", 404));
        answers.add(refused(CallerKind.KNOWN_USER, intent));

        assertEquals(1, answers.size(), answers::toString);
        assertEquals(Set.of("GET " + path(intent)), Set.copyOf(requests()));
    }

    @ParameterizedTest
    @MethodSource("intentsThatNameSomething")
    void refusesACallerWithoutAGigsUserAndAsksNothing(ObjectNode intent) {
        gigsKnows(intent, "\"usr_own\"");
        for (CallerKind kind : List.of(CallerKind.VERIFIED_EMAIL, CallerKind.UNVERIFIED_EMAIL, CallerKind.ANONYMOUS)) {
            refused(kind, intent);
        }
        assertEquals(List.of(), requests());
    }

    @ParameterizedTest
    @MethodSource("intentsThatNameSomething")
    void asksNothingForABackend(ObjectNode intent) {
        gigsKnows(intent, "\"usr_other\"");

        assertEquals(201, create(CallerKind.BACKEND, intent).status());
        assertEquals(List.of("POST /projects/dev/connectSessions"), requests());
    }

    @ParameterizedTest
    @MethodSource("otherIntents")
    void asksNothingWhereAnIntentNamesNothing(ObjectNode intent) {
        for (CallerKind kind : CallerKind.values()) {
            Upstream.GIGS.resetRequests();
            assertEquals(201, create(kind, intent).status(), kind.name());
            assertEquals(List.of("POST /projects/dev/connectSessions"), requests());
        }
    }

    @Test
    void asksNothingForAnUpdate() {
        Upstream.gigsAnswers(
                jsonResponse(Reference.session().put("user", "usr_own").toString(), 200));

        String id = Reference.session().path("id").asText();
        Event.update(id, "{\"appearance\":{}}")
                .claims(authorizer, CallerKind.KNOWN_USER.claims())
                .send();

        assertEquals(
                List.of("GET /projects/dev/connectSessions/" + id, "PATCH /projects/dev/connectSessions/" + id),
                requests());
    }

    @ParameterizedTest
    @CsvSource({"500, gigsUnavailable", "401, gatewayMisconfigured", "302, gigsUnexpectedResponse"})
    void failsAsEveryCallWhereGigsFails(int status, String code) {
        intentsThatNameSomething().forEach(intent -> {
            Upstream.GIGS.resetRequests();
            gigsAnswers(intent, aResponse().withStatus(status).withBody("{}"));
            assertEquals(code, code(create(CallerKind.KNOWN_USER, intent)));
            assertEquals(0, creates());
        });
    }

    @Test
    void failsWhereGigsDoesNotAnswer() {
        ObjectNode intent = intentsThatNameSomething().findFirst().orElseThrow();

        gigsAnswers(intent, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertEquals("gigsUnreachable", code(create(CallerKind.KNOWN_USER, intent)));

        gigsAnswers(intent, jsonResponse(answer(intent, "\"usr_own\""), 200).withFixedDelay(7_000));
        assertEquals("gigsTimeout", code(create(CallerKind.KNOWN_USER, intent)));

        assertEquals(0, creates());
    }

    @ParameterizedTest
    @MethodSource("intentsThatNameSomething")
    void takesNoAnswerAboutSomethingElse(ObjectNode intent) {
        for (String answer : List.of("{\"id\":\"sub_other\",\"user\":\"usr_own\"}", "{\"user\":\"usr_own\"}", "{}")) {
            gigsAnswers(intent, jsonResponse(answer, 200));
            assertEquals("gigsUnexpectedResponse", code(create(CallerKind.KNOWN_USER, intent)));
        }
        assertEquals(0, creates());
    }

    /** The answer to a create that is refused, without its request id. */
    private JsonNode refused(CallerKind kind, ObjectNode intent) {
        Answer answer = create(kind, intent);
        assertEquals(403, answer.status(), answer.text());
        assertEquals(intent.has("confirmPayment") ? "paymentNotAllowed" : "subscriptionNotAllowed", code(answer));
        return ((ObjectNode) answer.json()).without("requestId");
    }

    private Answer create(CallerKind kind, ObjectNode intent) {
        return Event.create("{\"intent\":" + intent + "}")
                .claims(authorizer, kind.claims())
                .send();
    }

    private static void gigsKnows(ObjectNode intent, String user) {
        gigsAnswers(intent, jsonResponse(answer(intent, user), 200));
    }

    private static String answer(ObjectNode intent, String user) {
        return "{\"id\":\"" + named(intent) + "\",\"user\":" + user + "}";
    }

    private static void gigsAnswers(ObjectNode intent, ResponseDefinitionBuilder answer) {
        Upstream.GIGS.stubFor(get(urlPathMatching(path(intent))).atPriority(1).willReturn(answer));
    }

    private static String path(ObjectNode intent) {
        return "/projects/dev/" + (intent.has("confirmPayment") ? "payments/" : "subscriptions/") + named(intent);
    }

    /** The subscription or the payment in an intent; empty for none. */
    private static String named(ObjectNode intent) {
        JsonNode payload = intent.path(intent.path("type").asText());
        return payload.path("subscription").asText() + payload.path("payment").asText();
    }

    private static String code(Answer answer) {
        return answer.json().path("code").asText();
    }

    private static long creates() {
        return requests().stream().filter(request -> request.startsWith("POST")).count();
    }

    private static List<String> requests() {
        return Upstream.gigsRequests().stream()
                .map(request -> request.getMethod() + " " + request.getUrl())
                .toList();
    }
}
