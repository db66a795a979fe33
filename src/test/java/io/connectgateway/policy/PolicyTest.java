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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every cell of the table of who may ask what: what is refused never reaches Gigs, and what is filled in does; whoever verified the caller. */
abstract class PolicyTest {

    private static final String ID = "csn_1";

    private final Authorizer authorizer;

    PolicyTest(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @BeforeEach
    void gigsAnswersASession() {
        Upstream.reset();
        Upstream.gigsAnswersForTheUserAskedFor(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            KNOWN_USER       |                                                    | {'user':'usr_own'}
            KNOWN_USER       | 'user':null                                        | {'user':'usr_own'}
            KNOWN_USER       | 'user':'usr_own'                                   | {'user':'usr_own'}
            KNOWN_USER       | 'user':'usr_other'                                 | 403
            KNOWN_USER       | 'user':'usr_OWN'                                   | 403
            KNOWN_USER       | 'userDetails':{}                                   | {'user':'usr_own','userDetails':{}}
            KNOWN_USER       | 'userDetails':{'fullName':'J'}                     | {'user':'usr_own','userDetails':{'fullName':'J'}}
            KNOWN_USER       | 'userDetails':{'email':'own@example.com'}          | {'user':'usr_own','userDetails':{'email':'own@example.com'}}
            KNOWN_USER       | 'userDetails':{'email':'other@example.com'}        | 403
            KNOWN_USER       | 'user':'usr_own','userDetails':{'email':'other@example.com'} | 403
            VERIFIED_EMAIL   |                                                    | {}
            VERIFIED_EMAIL   | 'user':null                                        | {'user':null}
            VERIFIED_EMAIL   | 'user':'usr_own'                                   | 403
            VERIFIED_EMAIL   | 'userDetails':{}                                   | {'userDetails':{'email':'own@example.com'}}
            VERIFIED_EMAIL   | 'userDetails':{'fullName':'J'}                     | {'userDetails':{'fullName':'J','email':'own@example.com'}}
            VERIFIED_EMAIL   | 'userDetails':{'email':'OWN@Example.com'}          | {'userDetails':{'email':'OWN@Example.com'}}
            VERIFIED_EMAIL   | 'userDetails':{'email':'other@example.com'}        | 403
            VERIFIED_EMAIL   | 'userDetails':{'email':'own@example.com.evil.example'} | 403
            VERIFIED_EMAIL   | 'userDetails':{'email':'own@exa\\u017fmple.com'}   | 403
            UNVERIFIED_EMAIL |                                                    | {}
            UNVERIFIED_EMAIL | 'user':'usr_own'                                   | 403
            UNVERIFIED_EMAIL | 'userDetails':{}                                   | 403
            UNVERIFIED_EMAIL | 'userDetails':{'email':'own@example.com'}          | 403
            ANONYMOUS        |                                                    | {}
            ANONYMOUS        | 'user':'usr_own'                                   | 403
            ANONYMOUS        | 'userDetails':{}                                   | 403
            ANONYMOUS        | 'userDetails':{'email':'own@example.com'}          | 403
            BACKEND          |                                                    | {}
            BACKEND          | 'user':'usr_other'                                 | {'user':'usr_other'}
            BACKEND          | 'userDetails':{}                                   | {'userDetails':{}}
            BACKEND          | 'userDetails':{'email':'other@example.com'}        | {'userDetails':{'email':'other@example.com'}}
            BACKEND          | 'user':'usr_other','userDetails':{'email':'a@b.co'} | {'user':'usr_other','userDetails':{'email':'a@b.co'}}
            """)
    void bindsACreateToItsCaller(CallerKind kind, String property, String outcome) {
        String intent = "{'intent':{'type':'viewSubscriptions'}";
        Answer answer = send(kind, Event.create(json(intent + (property == null ? "" : "," + property) + "}")));

        assertOutcome(answer, outcome, sent -> ((ObjectNode) sent).remove("intent"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            KNOWN_USER       | 'appearance':{}                                    | {'appearance':{}}
            KNOWN_USER       | 'user':'usr_own'                                   | {'user':'usr_own'}
            KNOWN_USER       | 'user':'usr_other'                                 | 403
            KNOWN_USER       | 'userDetails':{'email':'other@example.com'}        | 403
            VERIFIED_EMAIL   | 'appearance':{}                                    | {'appearance':{}}
            VERIFIED_EMAIL   | 'user':'usr_own'                                   | 403
            VERIFIED_EMAIL   | 'userDetails':{}                                   | {'userDetails':{'email':'own@example.com'}}
            VERIFIED_EMAIL   | 'userDetails':{'email':'other@example.com'}        | 403
            UNVERIFIED_EMAIL | 'appearance':{}                                    | {'appearance':{}}
            UNVERIFIED_EMAIL | 'userDetails':{}                                   | 403
            ANONYMOUS        | 'appearance':{}                                    | {'appearance':{}}
            ANONYMOUS        | 'user':'usr_own'                                   | 403
            ANONYMOUS        | 'userDetails':{}                                   | 403
            BACKEND          | 'user':'usr_other'                                 | {'user':'usr_other'}
            BACKEND          | 'userDetails':{'email':'other@example.com'}        | {'userDetails':{'email':'other@example.com'}}
            """)
    void holdsAnUpdateToTheSameTableButAttachesNobody(CallerKind kind, String property, String outcome) {
        sessionBelongsTo(null);

        Answer answer = send(kind, Event.update(ID, json("{" + property + "}")));

        assertOutcome(answer, outcome, sent -> {});
    }

    /** Who gets what of whose session: the {@code url} with it, no {@code url}, or 404. An update changes what is not 404. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KNOWN_USER       | usr_own    | url
            KNOWN_USER       | usr_other  | 404
            KNOWN_USER       | usr_new    | 404
            KNOWN_USER       |            | no url
            VERIFIED_EMAIL   | usr_own    | 404
            VERIFIED_EMAIL   | usr_other  | 404
            VERIFIED_EMAIL   | usr_new    | url
            VERIFIED_EMAIL   |            | no url
            UNVERIFIED_EMAIL | usr_own    | 404
            UNVERIFIED_EMAIL | usr_other  | 404
            UNVERIFIED_EMAIL | usr_new    | 404
            UNVERIFIED_EMAIL |            | no url
            ANONYMOUS        | usr_own    | 404
            ANONYMOUS        | usr_other  | 404
            ANONYMOUS        | usr_new    | 404
            ANONYMOUS        |            | no url
            BACKEND          | usr_own    | url
            BACKEND          | usr_other  | url
            BACKEND          | usr_new    | url
            BACKEND          |            | url
            """)
    void showsASessionOnlyToItsUser(CallerKind kind, String user, String outcome) {
        // The Gigs user of the new customer, whose token names none but whose email Gigs knows by now.
        Upstream.GIGS.stubFor(post(urlPathMatching(".*/users/search"))
                .willReturn(okJson("{\"items\":[{\"id\":\"usr_new\",\"email\":\"own@example.com\"}]}")));
        sessionBelongsTo(user);
        for (Event event : List.of(Event.retrieve(ID), Event.update(ID, "{\"appearance\":{}}"))) {
            Upstream.GIGS.resetRequests();

            Answer answer = send(kind, event);

            assertEquals(outcome.equals("404") ? 404 : 200, answer.status());
            assertEquals(outcome.equals("url"), answer.json().hasNonNull("url"), answer.text());
            assertEquals(!outcome.equals("404") && event.json().has("body"), isPatched());
            assertFalse(outcome.equals("404") && answer.text().contains(user), answer.text());
        }
    }

    @ParameterizedTest
    @MethodSource("io.connectgateway.Reference#intents")
    void asksGigsForNothingButTheSession(ObjectNode intent) {
        for (CallerKind kind : CallerKind.values()) {
            Upstream.GIGS.resetRequests();

            assertEquals(
                    200, send(kind, Event.create("{\"intent\":" + intent + "}")).status());
            assertEquals(List.of("POST"), methods());
        }
    }

    @Test
    void givesTheUrlToWhomAnUpdateHasJustAttached() {
        sessionBelongsTo(null);
        Upstream.GIGS.stubFor(patch(urlPathMatching(".*/connectSessions/.*"))
                .willReturn(okJson(Reference.session().put("user", "usr_new").toString())));
        Upstream.GIGS.stubFor(post(urlPathMatching(".*/users/search")).willReturn(okJson("{\"items\":[]}")));

        assertTrue(send(CallerKind.VERIFIED_EMAIL, Event.update(ID, "{\"userDetails\":{}}"))
                .json()
                .hasNonNull("url"));
        // Attached meanwhile by somebody else: neither the session nor its user is this caller's to see.
        Answer others = send(CallerKind.VERIFIED_EMAIL, Event.update(ID, "{\"appearance\":{}}"));
        assertEquals(404, others.status());
        assertFalse(others.text().contains("usr_new"), others.text());
    }

    @Test
    void answersASessionOfAnotherLikeOneThatDoesNotExist() {
        for (Event event : List.of(Event.retrieve(ID), Event.update(ID, "{\"appearance\":{}}"))) {
            sessionBelongsTo("usr_other");
            Answer others = send(CallerKind.KNOWN_USER, event);
            Upstream.gigsAnswers(jsonResponse("{\"object\":\"error\",\"type\":\"notFound\",\"message\":\"No.\"}", 404));
            Answer none = send(CallerKind.KNOWN_USER, event);

            assertEquals(404, others.status());
            assertEquals(withoutRequestId(none), withoutRequestId(others));
        }
    }

    @Test
    void readsBeforeItWritesUnlessTheCallerIsABackend() {
        sessionBelongsTo("usr_own");
        send(CallerKind.KNOWN_USER, Event.update(ID, "{\"appearance\":{}}"));
        assertEquals(List.of("GET", "PATCH"), methods());

        Upstream.GIGS.resetRequests();
        send(CallerKind.BACKEND, Event.update(ID, "{\"appearance\":{}}"));
        assertEquals(List.of("PATCH"), methods());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'user':'usr_other'",
                "'userDetails':{'email':'other@example.com'}",
                "'user':'usr_other','userDetails':{}",
                "'userDetails':{'user':'usr_other'}",
                "'userDetails':{'id':'usr_other'}",
                "'userDetails':{'metadata':{'user':'usr_other'},'email':'other@example.com'}",
                "'users':['usr_other']",
                "'User':'usr_other'"
            })
    void obtainsNoSessionOfAnotherUserByAnyField(String property) {
        for (CallerKind kind : CallerKind.values()) {
            if (kind != CallerKind.BACKEND) {
                String body = json("{'intent':{'type':'viewSubscriptions'}," + property + "}");
                assertEquals(4, send(kind, Event.create(body)).status() / 100, kind + " " + property);
            }
        }
        assertEquals(List.of(), Upstream.gigsRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid order:1,connect:backend", "[connect:backend]", "openid [connect:backend]"})
    void makesNoBackendOfAShopperWhoseScopeNamesTheBackends(String scope) {
        Map<String, String> claims = Map.of("sub", "shopper", "scope", scope);
        String body = json("{'intent':{'type':'viewSubscriptions'},'user':'usr_other'}");

        assertEquals(403, Event.create(body).claims(authorizer, claims).send().status());
        assertEquals(List.of(), Upstream.gigsRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[usr_own]", " usr_own ", "42", "null"})
    void sendsNoUserToGigsThatIsNoId(String user) {
        Map<String, String> claims = Map.of("sub", "shopper", "gigs_user", user);
        String body = json("{'intent':{'type':'viewSubscriptions'}}");

        assertEquals(200, Event.create(body).claims(authorizer, claims).send().status());
        assertEquals(Json.parse(body), Json.parse(Upstream.gigsRequests().get(0).getBodyAsString()));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/done, true",
        "https://shop.example/done/x?a=b, true",
        "myapp://done, true",
        "https://shop.example/done2, false",
        "https://shop.example.evil.example/done, false",
        "https://shop.example/done?session_id=1, false",
        "http://shop.example/done, false",
        "javascript:alert(1), false"
    })
    void checksTheCallbackOfEveryCallAndCaller(String callbackUrl, boolean allowed) {
        sessionBelongsTo(null);
        for (CallerKind kind : CallerKind.values()) {
            String create = json("{'intent':{'type':'viewSubscriptions'},'callbackUrl':'" + callbackUrl + "'}");
            String update = json("{'callbackUrl':'" + callbackUrl + "'}");
            for (Event event : List.of(Event.create(create), Event.update(ID, update))) {
                Answer answer = send(kind, event);
                assertEquals(allowed ? 200 : 403, answer.status(), kind + " " + answer.text());
                assertEquals(
                        allowed ? "" : "callbackUrlNotAllowed",
                        answer.json().path("code").asText());
                assertFalse(answer.text().contains("shop.example/done") && !allowed, answer.text());
            }
        }
    }

    private Answer send(CallerKind kind, Event event) {
        return event.claims(authorizer, kind.claims()).send();
    }

    private static void sessionBelongsTo(String user) {
        ObjectNode session = Reference.session().put("user", user);
        Upstream.GIGS.stubFor(
                any(urlPathMatching(".*/connectSessions/.*")).willReturn(jsonResponse(session.toString(), 200)));
    }

    private static boolean isPatched() {
        return methods().contains("PATCH");
    }

    private static List<String> methods() {
        return Upstream.gigsRequests().stream()
                .map(request -> request.getMethod().getName())
                .toList();
    }

    private static void assertOutcome(Answer answer, String outcome, java.util.function.Consumer<JsonNode> ignore) {
        List<LoggedRequest> written = Upstream.gigsRequests().stream()
                .filter(request -> !request.getMethod().getName().equals("GET"))
                .toList();
        if (outcome.equals("403")) {
            assertEquals(
                    "permissionDenied userNotAllowed",
                    answer.json().path("type").asText() + " "
                            + answer.json().path("code").asText());
            assertEquals(403, answer.status());
            assertEquals(List.of(), written);
        } else {
            assertEquals(200, answer.status(), answer.text());
            JsonNode sent = Json.parse(written.get(0).getBodyAsString());
            ignore.accept(sent);
            assertEquals(Json.parse(json(outcome)), sent);
        }
    }

    private static JsonNode withoutRequestId(Answer answer) {
        return ((ObjectNode) answer.json()).without("requestId");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
