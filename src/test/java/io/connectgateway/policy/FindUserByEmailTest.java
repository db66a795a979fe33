package io.connectgateway.policy;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
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
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment whose identity provider keeps no Gigs user ids. */
abstract class FindUserByEmailTest {

    private static final String ID = "csn_0SNlurA049MEWV1GWxpaE5D0t2D6";
    private static final String SEARCH = "/projects/dev/users/search";
    private static final String FOUND = "{'id':'usr_found','email':'own@example.com'}";

    @BeforeEach
    void gigsAnswersASession() {
        Upstream.reset();
        Upstream.gigsAnswers(
                jsonResponse(Reference.session().put("user", "usr_found").toString(), 201));
        usersFound(FOUND);
    }

    @Test
    void bindsTheSessionToTheUserThatIsFound() {
        assertEquals(201, create(CallerKind.VERIFIED_EMAIL).status());

        assertEquals(List.of("POST " + SEARCH, "POST /projects/dev/connectSessions"), requests());
        assertEquals(json("{'email':'own@example.com'}"), Json.parse(sent(0)));
        assertEquals("usr_found", Json.parse(sent(1)).path("user").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "blocked", "anotherStatus"})
    void passesOverUsersThatAreNotActive(String status) {
        String gone = "{'id':'usr_gone','email':'own@example.com','status':'" + status + "'}";

        assertEquals("", userSentWhere("own@example.com", gone));
        assertEquals("usr_found", userSentWhere("own@example.com", gone + "," + FOUND));
        String active = FOUND.replace("{", "{'status':'active',");
        assertEquals("usr_found", userSentWhere("own@example.com", active));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{'id':'usr_1','email':'own@example.com'},{'id':'usr_2','email':'own@example.com'}",
                "{'id':'sub_1','email':'own@example.com'}",
                "{'id':'usr_1'}",
                "{'id':'usr_1','email':null}",
                "{'id':'usr_1','email':'own@exa\u217fple.com'}",
                "{'id':'usr_1','email':'own@example.company'}"
            })
    void fallsBackToTheEmailWhereNoOneUserIsFound(String users) {
        usersFound(users);

        assertEquals(201, create(CallerKind.VERIFIED_EMAIL).status());

        assertEquals(
                json("{'intent':{'type':'viewSubscriptions'},'userDetails':{'email':'own@example.com'}}"),
                Json.parse(sent(1)));
    }

    @Test
    void foldsTheCaseOfAsciiLettersAlone() {
        assertEquals("usr_found", userSentWhere("kim@example.com", "{'id':'usr_found','email':'KIM@Example.com'}"));
        assertEquals("", userSentWhere("kim@example.com", "{'id':'usr_found','email':'\u212aim@example.com'}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void repeatsALookUpThatFoundGigsUnavailable(int status) {
        Upstream.GIGS.stubFor(post(SEARCH)
                .inScenario("once")
                .whenScenarioStateIs(STARTED)
                .willReturn(jsonResponse("{}", status))
                .willSetStateTo("again"));
        Upstream.GIGS.stubFor(
                post(SEARCH).inScenario("once").whenScenarioStateIs("again").willReturn(okJson("{}")));

        assertEquals(201, create(CallerKind.VERIFIED_EMAIL).status());
        assertEquals(3, requests().size());
    }

    @ParameterizedTest
    @CsvSource({"KNOWN_USER, 201, 1", "BACKEND, 201, 1", "UNVERIFIED_EMAIL, 403, 0", "ANONYMOUS, 403, 0"})
    void looksUpNoOtherCaller(CallerKind kind, int status, int requests) {
        Upstream.gigsAnswersForTheUserAskedFor(201);

        assertEquals(status, create(kind).status());
        assertEquals(requests, requests().size());
    }

    /** The session has the user usr_found. An update is refused after it was read, and looks the caller up once. */
    @ParameterizedTest
    @CsvSource({"true, 201, GET PATCH POST", "false, 404, GET POST"})
    void showsASessionToTheUserThatIsFound(boolean isFound, int status, String methods) {
        usersFound(isFound ? FOUND : "");

        assertEquals(status, send(CallerKind.VERIFIED_EMAIL, Event.retrieve(ID)).status());
        Upstream.GIGS.resetRequests();
        Event update = Event.update(ID, "{\"appearance\":{}}");
        assertEquals(status, send(CallerKind.VERIFIED_EMAIL, update).status());
        assertEquals(
                methods, String.join(" ", requests().stream().sorted().toList()).replaceAll(" ?/\\S+", ""));
    }

    @ParameterizedTest
    @CsvSource({"404, gatewayMisconfigured", "500, gigsUnavailable"})
    void failsByTheErrorTable(int status, String code) {
        lookUpIsAnswered(jsonResponse("{}", status));

        assertEquals(code, create(CallerKind.VERIFIED_EMAIL).json().path("code").asText());
        assertEquals(1, requests().size());
    }

    private static void usersFound(String users) {
        lookUpIsAnswered(okJson(json("{'items':[" + users + "]}").toString()));
    }

    private static void lookUpIsAnswered(ResponseDefinitionBuilder answer) {
        Upstream.GIGS.stubFor(post(SEARCH).willReturn(answer));
    }

    /** The user in the create of a caller with this verified email. */
    private static String userSentWhere(String email, String users) {
        usersFound(users);
        Upstream.GIGS.resetRequests();
        Event.create("{\"intent\":{\"type\":\"viewSubscriptions\"}}")
                .claims(Map.of("sub", "a", "email", email, "email_verified", "true"))
                .send();
        return Json.parse(sent(1)).path("user").asText();
    }

    private static Answer create(CallerKind kind) {
        return send(kind, Event.create("{\"intent\":{\"type\":\"viewSubscriptions\"},\"userDetails\":{}}"));
    }

    private static Answer send(CallerKind kind, Event event) {
        return event.claims(kind.claims()).send();
    }

    private static List<String> requests() {
        return Upstream.gigsRequests().stream()
                .map(request -> request.getMethod() + " " + request.getUrl())
                .toList();
    }

    private static String sent(int number) {
        return Upstream.gigsRequests().get(number).getBodyAsString();
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
