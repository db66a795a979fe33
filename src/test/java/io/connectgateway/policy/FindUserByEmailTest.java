package io.connectgateway.policy;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.connectgateway.Authorizer;
import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Json;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment whose identity provider keeps no Gigs user ids. */
abstract class FindUserByEmailTest {

    private static final String ID = "csn_0SNlurA049MEWV1GWxpaE5D0t2D6";
    private static final String SEARCH = "/projects/dev/users/search";
    private static final String USER_FOUND = "{\"items\":[{\"id\":\"usr_found\",\"email\":\"own@example.com\"}]}";
    private static final String BODY = "{\"intent\":{\"type\":\"viewSubscriptions\"},\"userDetails\":{}}";

    public static final class LookUp implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("connect.caller.find-user-by-email", "true");
        }
    }

    private final Authorizer authorizer;

    FindUserByEmailTest(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @BeforeEach
    void gigsAnswersASession() {
        Upstream.reset();
        Upstream.gigsAnswers(
                jsonResponse(Reference.session().put("user", "usr_found").toString(), 201));
        usersFound(USER_FOUND);
    }

    @Test
    void bindsTheSessionToTheUserThatIsFound() {
        assertEquals(201, create(CallerKind.VERIFIED_EMAIL).status());

        List<LoggedRequest> sent = Upstream.gigsRequests();
        assertEquals(SEARCH, sent.get(0).getUrl());
        assertEquals(
                Json.parse("{\"email\":\"own@example.com\"}"),
                Json.parse(sent.get(0).getBodyAsString()));
        assertEquals(
                "usr_found",
                Json.parse(sent.get(1).getBodyAsString()).path("user").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "blocked", "anotherStatus"})
    void passesOverUsersThatAreNotActive(String status) {
        String gone = "{\"id\":\"usr_gone\",\"email\":\"own@example.com\",\"status\":\"" + status + "\"}";
        Map<String, String> caller = CallerKind.VERIFIED_EMAIL.claims();

        usersFound("{\"items\":[" + gone + "]}");
        assertEquals("", sentUser(caller));
        usersFound(USER_FOUND.replace("[", "[" + gone + ","));
        assertEquals("usr_found", sentUser(caller));
        usersFound(USER_FOUND.replace("\"id\"", "\"status\":\"active\",\"id\""));
        assertEquals("usr_found", sentUser(caller));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[]}",
                "{}",
                "{\"items\":[{\"id\":\"usr_1\",\"email\":\"own@example.com\"},{\"id\":\"usr_2\",\"email\":\"own@example.com\"}]}",
                "{\"items\":[{\"id\":\"sub_1\",\"email\":\"own@example.com\"}]}",
                "{\"items\":[{\"id\":\"usr_1\"}]}",
                "{\"items\":[{\"id\":\"usr_1\",\"email\":null}]}",
                "{\"items\":[{\"id\":\"usr_1\",\"email\":\"own@exa\u217fple.com\"}]}",
                "{\"items\":[{\"id\":\"usr_1\",\"email\":\"own@example.company\"}]}"
            })
    void fallsBackToTheEmailWhereNoOneUserIsFound(String found) {
        usersFound(found);

        assertEquals(201, create(CallerKind.VERIFIED_EMAIL).status());

        assertEquals(
                Json.parse(
                        "{\"intent\":{\"type\":\"viewSubscriptions\"},\"userDetails\":{\"email\":\"own@example.com\"}}"),
                Json.parse(Upstream.gigsRequests().get(1).getBodyAsString()));
    }

    @Test
    void foldsTheCaseOfAsciiLettersAlone() {
        Map<String, String> kelvin = Map.of("sub", "k", "email", "kim@example.com", "email_verified", "true");
        usersFound("{\"items\":[{\"id\":\"usr_found\",\"email\":\"KIM@Example.com\"}]}");
        assertEquals("usr_found", sentUser(kelvin));
        usersFound("{\"items\":[{\"id\":\"usr_found\",\"email\":\"\u212aim@example.com\"}]}");
        assertEquals("", sentUser(kelvin));
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
                post(SEARCH).inScenario("once").whenScenarioStateIs("again").willReturn(okJson(USER_FOUND)));

        assertEquals(201, create(CallerKind.VERIFIED_EMAIL).status());
        assertEquals(3, Upstream.gigsRequests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {USER_FOUND, "{\"items\":[]}"})
    void looksUpOnceForAnUpdate(String found) {
        usersFound(found);

        Event.update(ID, "{\"appearance\":{}}")
                .claims(authorizer, CallerKind.VERIFIED_EMAIL.claims())
                .send();

        assertEquals(
                1, Upstream.GIGS.findAll(postRequestedFor(urlEqualTo(SEARCH))).size());
    }

    @ParameterizedTest
    @EnumSource(names = {"KNOWN_USER", "BACKEND"})
    void looksNobodyUpWhoIsKnown(CallerKind kind) {
        create(kind);
        assertEquals(1, Upstream.gigsRequests().size());
    }

    @ParameterizedTest
    @EnumSource(names = {"UNVERIFIED_EMAIL", "ANONYMOUS"})
    void looksNobodyUpWithoutAVerifiedEmail(CallerKind kind) {
        assertEquals("userNotAllowed", create(kind).json().path("code").asText());
        assertEquals(0, Upstream.gigsRequests().size());
    }

    @Test
    void showsTheFoundUserTheirSession() {
        assertEquals(
                201,
                Event.retrieve(ID)
                        .claims(authorizer, CallerKind.VERIFIED_EMAIL.claims())
                        .send()
                        .status());
        usersFound("{\"items\":[]}");
        assertEquals(
                404,
                Event.retrieve(ID)
                        .claims(authorizer, CallerKind.VERIFIED_EMAIL.claims())
                        .send()
                        .status());
    }

    @Test
    void failsByTheErrorTable() {
        Upstream.GIGS.stubFor(post(SEARCH).willReturn(jsonResponse("{}", 404)));
        assertEquals(
                "gatewayMisconfigured",
                create(CallerKind.VERIFIED_EMAIL).json().path("code").asText());
        Upstream.GIGS.resetRequests();
        Upstream.GIGS.stubFor(post(SEARCH).willReturn(serverError()));
        Answer answer = create(CallerKind.VERIFIED_EMAIL);
        assertEquals("gigsUnavailable", answer.json().path("code").asText());
        assertEquals(1, Upstream.gigsRequests().size());
    }

    private static void usersFound(String answer) {
        Upstream.GIGS.stubFor(post(SEARCH).willReturn(jsonResponse(answer, 200)));
    }

    private String sentUser(Map<String, String> caller) {
        Upstream.GIGS.resetRequests();
        Event.create("{\"intent\":{\"type\":\"viewSubscriptions\"}}")
                .claims(authorizer, caller)
                .send();
        return Json.parse(Upstream.gigsRequests().get(1).getBodyAsString())
                .path("user")
                .asText();
    }

    private Answer create(CallerKind kind) {
        return Event.create(BODY).claims(authorizer, kind.claims()).send();
    }
}
