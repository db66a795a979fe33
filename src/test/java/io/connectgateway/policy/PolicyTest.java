package io.connectgateway.policy;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.connectgateway.Authorizer;
import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Json;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of PolicyRulesTest, from the event to Gigs: a refused request never gets there; what is filled in does. */
abstract class PolicyTest {

    private static final String ID = "csn_0SNlurA049MEWV1GWxpaE5D0t2D6";

    /** The beginning of a create. */
    private static final String INTENT = "{'intent':{'type':'viewSubscriptions'}";

    @BeforeEach
    void gigsAnswersASession() {
        Upstream.reset();
        Upstream.gigsAnswersForTheUserAskedFor(200);
        // The Gigs user of the new customer, whose token names no user, and whose email Gigs knows by now.
        Upstream.GIGS.stubFor(post(urlPathMatching(".*/users/search"))
                .willReturn(okJson("{\"items\":[{\"id\":\"usr_new\",\"email\":\"own@example.com\"}]}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            KNOWN_USER       |                                             | {'user':'usr_own'}
            KNOWN_USER       | 'userDetails':{}                            | {'user':'usr_own','userDetails':{}}
            KNOWN_USER       | 'user':'usr_other'                          | 403
            KNOWN_USER       | 'userDetails':{'email':'other@example.com'} | 403
            VERIFIED_EMAIL   | 'user':null                                 | {'user':null}
            VERIFIED_EMAIL   | 'userDetails':{}                            | {'userDetails':{'email':'own@example.com'}}
            VERIFIED_EMAIL   | 'user':'usr_own'                            | 403
            VERIFIED_EMAIL   | 'userDetails':{'email':'other@example.com'} | 403
            UNVERIFIED_EMAIL |                                             | {}
            UNVERIFIED_EMAIL | 'userDetails':{}                            | 403
            ANONYMOUS        |                                             | {}
            ANONYMOUS        | 'userDetails':{'email':'own@example.com'}   | 403
            BACKEND          |                                             | {}
            BACKEND          | 'user':'usr_other','userDetails':{}         | {'user':'usr_other','userDetails':{}}
            """)
    void bindsACreateToItsCallerWithEitherAuthorizer(CallerKind kind, String property, String outcome) {
        String body = json(INTENT + (property == null ? "" : "," + property) + "}");
        for (Authorizer authorizer : Authorizer.values()) {
            Upstream.GIGS.resetRequests();

            Answer answer = Event.create(body).claims(authorizer, kind.claims()).send();

            assertOutcome(answer, outcome, sent -> ((ObjectNode) sent).remove("intent"));
            assertEquals(outcome.equals("403") ? "" : "POST", methods());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            KNOWN_USER       | 'appearance':{}                             | {'appearance':{}}
            KNOWN_USER       | 'user':'usr_other'                          | 403
            VERIFIED_EMAIL   | 'userDetails':{}                            | {'userDetails':{'email':'own@example.com'}}
            VERIFIED_EMAIL   | 'userDetails':{'email':'other@example.com'} | 403
            ANONYMOUS        | 'userDetails':{}                            | 403
            BACKEND          | 'user':'usr_other'                          | {'user':'usr_other'}
            """)
    void holdsAnUpdateToTheSameTableButAttachesNobody(CallerKind kind, String property, String outcome) {
        sessionBelongsTo(null);

        Answer answer = send(kind, Event.update(ID, json("{" + property + "}")));

        assertOutcome(answer, outcome, sent -> {});
    }

    /** Who gets what of a session of usr_own, usr_other, usr_new or no user. An update changes what is not 404. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KNOWN_USER       | url | 404 | 404 | no url
            VERIFIED_EMAIL   | 404 | 404 | url | no url
            UNVERIFIED_EMAIL | 404 | 404 | 404 | no url
            ANONYMOUS        | 404 | 404 | 404 | no url
            BACKEND          | url | url | url | url
            """)
    void showsASessionOnlyToItsUser(CallerKind kind, String own, String other, String fresh, String none) {
        showsASession(kind, "usr_own", own);
        showsASession(kind, "usr_other", other);
        showsASession(kind, "usr_new", fresh);
        showsASession(kind, null, none);
    }

    private void showsASession(CallerKind kind, String user, String outcome) {
        sessionBelongsTo(user);
        for (Event event : List.of(Event.retrieve(ID), Event.update(ID, "{\"appearance\":{}}"))) {
            Upstream.GIGS.resetRequests();

            Answer answer = send(kind, event);

            assertEquals(outcome.equals("404") ? 404 : 200, answer.status(), user);
            assertEquals(outcome.equals("url"), answer.json().hasNonNull("url"), answer.text());
            assertEquals(
                    !outcome.equals("404") && event.json().has("body"),
                    methods().contains("PATCH"));
            assertFalse(outcome.equals("404") && answer.text().contains(user), answer.text());
        }
    }

    @Test
    void givesTheUrlToACallerThatAnUpdateHasJustAttached() {
        sessionBelongsTo(null);
        Upstream.GIGS.stubFor(patch(urlPathMatching(".*/connectSessions/.*"))
                .willReturn(okJson(Reference.session().put("user", "usr_new").toString())));
        Upstream.GIGS.stubFor(post(urlPathMatching(".*/users/search")).willReturn(okJson("{\"items\":[]}")));

        assertTrue(send(CallerKind.VERIFIED_EMAIL, Event.update(ID, "{\"userDetails\":{}}"))
                .json()
                .hasNonNull("url"));
        // The body asks for no user, so the caller must see neither the session nor its user.
        Answer others = send(CallerKind.VERIFIED_EMAIL, Event.update(ID, "{\"appearance\":{}}"));
        assertEquals("gigsUnexpectedResponse", others.json().path("code").asText());
        assertFalse(others.text().contains("usr_new"), others.text());
    }

    @Test
    void answersASessionOfAnotherLikeOneThatDoesNotExist() {
        for (Event event : List.of(Event.retrieve(ID), Event.update(ID, "{\"appearance\":{}}"))) {
            Upstream.reset();
            sessionBelongsTo("usr_other");
            Answer others = send(CallerKind.KNOWN_USER, event);
            Upstream.gigsAnswers(jsonResponse("{\"object\":\"error\",\"type\":\"notFound\",\"message\":\"No.\"}", 404));
            Answer none = send(CallerKind.KNOWN_USER, event);

            assertEquals(404, others.status());
            assertEquals(
                    ((ObjectNode) none.json()).without("requestId"), ((ObjectNode) others.json()).without("requestId"));
        }
    }

    @ParameterizedTest
    @CsvSource({"KNOWN_USER, usr_own, GET PATCH", "VERIFIED_EMAIL, usr_new, GET POST PATCH", "BACKEND, usr_own, PATCH"})
    void readsBeforeItWritesUnlessTheCallerIsABackend(CallerKind kind, String user, String expected) {
        sessionBelongsTo(user);
        send(kind, Event.update(ID, "{\"appearance\":{}}"));
        assertEquals(expected, methods());
    }

    @ParameterizedTest
    @CsvSource({"https://shop.example/done?a=b, 200", "myapp://done, 200", "https://shop.example/done2, 403"})
    void checksTheCallbackOfEveryCallAndCaller(String url, int status) {
        sessionBelongsTo(null);
        for (CallerKind kind : CallerKind.values()) {
            Event create = Event.create(json(INTENT + ",'callbackUrl':'" + url + "'}"));
            Event update = Event.update(ID, json("{'callbackUrl':'" + url + "'}"));
            for (Answer answer : List.of(send(kind, create), send(kind, update))) {
                assertEquals(status, answer.status(), kind + " " + answer.text());
                assertEquals(
                        status == 200 ? "" : "callbackUrlNotAllowed",
                        answer.json().path("code").asText());
                assertFalse(status != 200 && answer.text().contains("shop.example/done"), answer.text());
            }
        }
    }

    private static Answer send(CallerKind kind, Event event) {
        return event.claims(kind.claims()).send();
    }

    private static void sessionBelongsTo(String user) {
        ObjectNode session = Reference.session().put("user", user);
        Upstream.GIGS.stubFor(any(urlPathMatching(".*/connectSessions/.*"))
                .atPriority(6) // an update that names a user is answered with that one
                .willReturn(jsonResponse(session.toString(), 200)));
    }

    private static String methods() {
        return Upstream.gigsRequests().stream()
                .map(request -> request.getMethod().getName())
                .collect(Collectors.joining(" "));
    }

    private static void assertOutcome(Answer answer, String outcome, Consumer<JsonNode> ignore) {
        List<LoggedRequest> written = Upstream.gigsRequests().stream()
                .filter(request -> !request.getMethod().getName().equals("GET"))
                .toList();
        if (outcome.equals("403")) {
            assertEquals(403, answer.status());
            assertEquals("userNotAllowed", answer.json().path("code").asText());
            assertEquals(List.of(), written);
        } else {
            assertEquals(200, answer.status(), answer.text());
            JsonNode sent = Json.parse(written.get(0).getBodyAsString());
            ignore.accept(sent);
            assertEquals(Json.parse(json(outcome)), sent);
        }
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
