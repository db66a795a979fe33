package io.connectgateway.policy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployment that asks Gigs whose subscription or payment an intent names. */
abstract class OwnershipTest {

    private static final String CREATE = "POST /projects/dev/connectSessions";
    private static final String SEARCH = "/projects/dev/users/search";

    @BeforeEach
    void gigsAnswersASession() {
        Upstream.reset();
        Upstream.gigsAnswersForTheUserAskedFor(201);
    }

    static Stream<ObjectNode> intentsThatNameSomething() {
        return Reference.intents().filter(intent -> !named(intent).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("intentsThatNameSomething")
    void servesTheOwner(ObjectNode intent) {
        for (String user : List.of("'usr_own'", "{'id':'usr_own'}")) {
            Upstream.GIGS.resetRequests();
            gigsKnows(intent, user);

            assertEquals(201, create(CallerKind.KNOWN_USER, intent).status(), user);
            assertEquals(List.of("GET " + path(intent), CREATE), requests());
        }
    }

    @ParameterizedTest
    @MethodSource("intentsThatNameSomething")
    void answersAForeignOneLikeAnUnknownOne(ObjectNode intent) {
        Set<JsonNode> answers = new HashSet<>();
        String foreign =
                "'usr_other' {'id':'usr_other'} 'usr_OWN' {'id':'usr_other','user':'usr_own'} {} ['usr_own'] 7 null";
        for (String user : foreign.split(" ")) {
            gigsKnows(intent, user);
            answers.add(refused(CallerKind.KNOWN_USER, intent));
        }
        gigsAnswers(intent, okJson("{\"id\":\"" + named(intent) + "\"}"));
        answers.add(refused(CallerKind.KNOWN_USER, intent));
        gigsAnswers(intent, jsonResponse("{\"object\":\"error\",\"type\":\"notFound\",\"message\":\"No.\"}", 404));
        answers.add(refused(CallerKind.KNOWN_USER, intent));

        assertEquals(1, answers.size(), answers::toString);
        assertEquals(Set.of("GET " + path(intent)), Set.copyOf(requests()));
    }

    @ParameterizedTest
    @MethodSource("io.connectgateway.Reference#intents")
    void asksOnlyForAUserAndOnlyWhereTheIntentNamesSomething(ObjectNode intent) {
        for (CallerKind kind : List.of(CallerKind.UNVERIFIED_EMAIL, CallerKind.ANONYMOUS, CallerKind.BACKEND)) {
            Upstream.GIGS.resetRequests();
            if (named(intent).isEmpty() || kind == CallerKind.BACKEND) {
                assertEquals(201, create(kind, intent).status(), kind.name());
                assertEquals(List.of(CREATE), requests());
            } else {
                refused(kind, intent);
                assertEquals(List.of(), requests());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VERIFIED_EMAIL, usr_own,   usr_own,   201, POST GET POST",
        "VERIFIED_EMAIL, usr_own,   usr_other, 403, POST GET",
        "VERIFIED_EMAIL,        ,   usr_own,   403, POST",
        "KNOWN_USER,     usr_other, usr_own,   201, GET POST"
    })
    void asksForTheUserThatIsFoundByEmail(CallerKind kind, String found, String owner, int status, String methods) {
        ObjectNode intent = intentsThatNameSomething().findFirst().orElseThrow();
        String items = found == null ? "" : "{\"id\":\"" + found + "\",\"email\":\"own@example.com\"}";
        Upstream.GIGS.stubFor(post(SEARCH).atPriority(1).willReturn(okJson("{\"items\":[" + items + "]}")));
        gigsKnows(intent, "'" + owner + "'");

        Answer answer = create(kind, intent);

        assertEquals(status, answer.status(), answer.text());
        assertEquals(methods, String.join(" ", requests()).replaceAll(" ?/\\S+", ""));
    }

    @Test
    void asksNothingForAnUpdate() {
        String session = Reference.session().put("user", "usr_own").toString();
        Upstream.gigsAnswers(okJson(session));

        Event.update("csn_0SNlurA049MEWV1GWxpaE5D0t2D6", "{\"appearance\":{}}")
                .claims(CallerKind.KNOWN_USER.claims())
                .send();

        String path = " /projects/dev/connectSessions/csn_0SNlurA049MEWV1GWxpaE5D0t2D6";
        assertEquals(List.of("GET" + path, "PATCH" + path), requests());
    }

    @ParameterizedTest
    @CsvSource({"500, gigsUnavailable", "401, gatewayMisconfigured", "302, gigsUnexpectedResponse"})
    void failsAsEveryCallWhereGigsFails(int status, String code) {
        intentsThatNameSomething().forEach(intent -> {
            gigsAnswers(intent, aResponse().withStatus(status).withBody("{}"));
            assertEquals(code, code(create(CallerKind.KNOWN_USER, intent)));
        });
        assertEquals(false, requests().contains(CREATE));
    }

    @Test
    void failsWhereGigsDoesNotAnswer() {
        ObjectNode intent = intentsThatNameSomething().findFirst().orElseThrow();
        gigsAnswers(intent, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertEquals("gigsUnreachable", code(create(CallerKind.KNOWN_USER, intent)));
        assertEquals(false, requests().contains(CREATE));
    }

    @ParameterizedTest
    @MethodSource("intentsThatNameSomething")
    void takesNoAnswerAboutSomethingElse(ObjectNode intent) {
        for (String answer : List.of("{\"id\":\"sub_other\",\"user\":\"usr_own\"}", "{\"user\":\"usr_own\"}", "{}")) {
            gigsAnswers(intent, okJson(answer));
            assertEquals("gigsUnexpectedResponse", code(create(CallerKind.KNOWN_USER, intent)));
        }
        assertEquals(false, requests().contains(CREATE));
    }

    /** The answer to a create that is refused, without its request id. */
    private static JsonNode refused(CallerKind kind, ObjectNode intent) {
        Answer answer = create(kind, intent);
        assertEquals(403, answer.status(), answer.text());
        assertEquals(intent.has("confirmPayment") ? "paymentNotAllowed" : "subscriptionNotAllowed", code(answer));
        return ((ObjectNode) answer.json()).without("requestId");
    }

    private static Answer create(CallerKind kind, ObjectNode intent) {
        return Event.create("{\"intent\":" + intent + "}").claims(kind.claims()).send();
    }

    private static void gigsKnows(ObjectNode intent, String user) {
        gigsAnswers(intent, okJson("{\"id\":\"" + named(intent) + "\",\"user\":" + user.replace('\'', '"') + "}"));
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

    private static List<String> requests() {
        return Upstream.gigsRequests().stream()
                .map(request -> request.getMethod() + " " + request.getUrl())
                .toList();
    }
}
