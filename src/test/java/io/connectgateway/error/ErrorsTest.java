package io.connectgateway.error;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Json;
import io.connectgateway.LogCapture;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the error table. FaultsIT has those of a connection to Gigs that fails, and of an answer of 5xx. */
abstract class ErrorsTest {

    private static final String ID = "csn_1";
    private static final String BODY = Reference.create().toString();

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @BeforeEach
    void gigsAnswersASession() {
        Upstream.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "null", "[]", "{\"user\":1}", "{\"user\":\"usr_1\",\"user\":\"usr_1\"}", "{} {}"})
    @NullSource
    void malformedBody(String body) {
        assertError(Event.create(body).asBackend().send(), 400, "malformed", "malformedBody");
        assertError(Event.update(ID, body).asBackend().send(), 400, "malformed", "malformedBody");
    }

    @Test
    void validationFailed() {
        Answer answer =
                Event.update(ID, "{\"user\":\"x\",\"plan\":1}").asBackend().send();

        assertError(answer, 422, "invalid", "validationFailed");
        JsonNode details = answer.json().path("details");
        assertEquals(Json.parse("""
                [{"object":"propertyErrorDetail","code":"propertyUnknown","property":"plan","message":"is not known"},
                 {"object":"propertyErrorDetail","code":"propertyInvalid","property":"user",
                  "message":"must be an id: usr_ and 1 to 60 letters or digits"}]"""), details);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            POST,   /connectSessions
            GET,    /connectSessions/csn_1
            GET,    /
            DELETE, /connectSessions
            """)
    void unauthenticated(String method, String path) {
        Event noClaims = Event.of(method, path).as("x");
        noClaims.json().withObject("/requestContext/authorizer/jwt").putNull("claims");
        for (Event event : List.of(
                noClaims,
                Event.of(method, path),
                Event.of(method, path).claims(Map.of()),
                Event.of(method, path).claims(Map.of("sub", " ", "scope", "connect:backend")))) {
            Answer answer = event.send();
            assertError(answer, 401, "unauthenticated", "unauthenticated");
            assertEquals("Bearer", answer.headers().get("WWW-Authenticate"));
        }
    }

    @Test
    void permissionDenied() {
        assertError(Event.create(BODY).as("shopper").send(), 403, "permissionDenied", "userNotAllowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/connectSessions/", "/connectSessions/csn_1/x", "/q/openapi", "//connectSessions"})
    void notFound(String path) {
        assertError(Event.of("GET", path).asBackend().send(), 404, "notFound", "notFound");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET     | /connectSessions       | POST
            HEAD    | /connectSessions       | POST
            POST    | /connectSessions/csn_1 | GET, PATCH
            DELETE  | /connectSessions/csn_1 | GET, PATCH
            patch   | /connectSessions/csn_1 | GET, PATCH
            """)
    void methodNotAllowed(String method, String path, String allow) {
        Answer answer = Event.of(method, path).asBackend().send();

        assertError(answer, 405, "malformed", "methodNotAllowed");
        assertEquals(allow, answer.headers().get("Allow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "nonsense", ""})
    void unsupportedMediaType(String type) {
        Event event = Event.create(BODY).header("content-type", type);
        assertError(event.asBackend().send(), 415, "malformed", "unsupportedMediaType");
    }

    @Test
    void bodyTooLarge() {
        String most = BODY + " ".repeat(32 * 1024 - BODY.length());
        assertEquals(201, Event.create(most).asBackend().send().status());
        assertError(Event.create(most + " ").asBackend().send(), 413, "malformed", "bodyTooLarge");
    }

    /** A create has only the project in its path. A code that names nothing else says that the project is not there. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "404", "true", "\"\"", "\" \"", "\"notFound\"", "\"resourceNotFound\""})
    @ValueSource(strings = {"\"projectNotFound\"", "\"unknownProject\""})
    void gatewayMisconfiguredWhereGigsDoesNotKnowTheProject(String code) {
        ObjectNode gigs = gigsError("notFound", "");
        gigs.set("code", Json.parse(code));
        for (JsonNode error : List.of(gigs, gigs.deepCopy().without("code"))) {
            log.clear();
            Upstream.gigsAnswers(jsonResponse(error.toString(), 404));

            assertError(Event.create(BODY).asBackend().send(), 502, "internal", "gatewayMisconfigured");
            assertTrue(
                    log.lines().stream()
                            .filter(line -> line.level().equals("ERROR"))
                            .anyMatch(line -> line.message().contains("CONNECT_GIGS_PROJECT")),
                    log.texts()::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 404, 409, 410, 422})
    void passesOnWhatGigsRefuses(int status) {
        ObjectNode gigs = gigsError("conflict", "sessionTaken").put("internal", "host-17");
        Upstream.gigsAnswers(jsonResponse(gigs.toString(), status));

        Answer answer = Event.create(BODY).asBackend().send();

        assertError(answer, status, "conflict", "sessionTaken");
        for (String field : List.of("message", "hint", "documentation", "details")) {
            assertEquals(gigs.get(field), answer.json().get(field));
        }
        assertNull(answer.json().get("internal"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rateLimited | 7                             | true
                        | 7                             | true
            null        |                               | true
            rateLimited | Wed, 21 Oct 2026 07:28:00 GMT | true
            rateLimited | soon                          | false
            rateLimited | 7 <script>                    | false
            """)
    void tooManyRequests(String code, String retryAfter, boolean isPassedOn) {
        ObjectNode gigs = gigsError("tooManyRequests", "").put("message", "Slow down.");
        gigs.set("code", code == null ? null : Json.parse(code.replace("rateLimited", "\"rateLimited\"")));
        ResponseDefinitionBuilder response = jsonResponse(gigs.toString(), 429);
        Upstream.gigsAnswers(retryAfter == null ? response : response.withHeader("Retry-After", retryAfter));

        Answer answer = Event.create(BODY).asBackend().send();

        assertError(answer, 429, "tooManyRequests", "rateLimited".equals(code) ? code : "tooManyRequests");
        assertEquals("Slow down.", answer.json().path("message").asText());
        assertEquals(isPassedOn ? retryAfter : null, answer.headers().get("Retry-After"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void gatewayMisconfigured(int status) {
        ObjectNode gigs = gigsError("permissionDenied", "badKey");
        Upstream.gigsAnswers(jsonResponse(gigs.toString(), status));

        Answer answer = Event.create(BODY).asBackend().send();

        assertError(answer, 502, "internal", "gatewayMisconfigured");
        assertFalse(answer.text().contains(gigs.get("message").asText()), answer.text());
        assertEquals(1, Upstream.gigsRequests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "", "[]", "null", "{\"id\":\"csn_1\"} x", "{\"id\":\"csn_1\"}"})
    @ValueSource(strings = "{\"url\":\"https://connect.gigs.com.evil.example/\"}")
    void gigsUnexpectedResponse(String body) {
        Upstream.gigsAnswers(jsonResponse(body, 201));

        assertError(Event.create(BODY).asBackend().send(), 502, "internal", "gigsUnexpectedResponse");
    }

    /** An error of Gigs with every field that it may have. */
    private static ObjectNode gigsError(String type, String code) {
        return (ObjectNode) Json.parse("""
                {"object":"error","type":"%s","code":"%s","message":"No.","hint":"Try.","details":[],
                 "documentation":["https://developers.gigs.com"]}""".formatted(type, code));
    }

    private static void assertError(Answer answer, int status, String type, String code) {
        JsonNode error = answer.json();
        assertEquals(status, answer.status(), answer.text());
        assertEquals("error", error.path("object").asText());
        assertEquals(type, error.path("type").asText());
        assertEquals(code, error.path("code").asText());
        assertEquals(error.path("requestId").asText(), answer.headers().get("X-Request-Id"));
        assertFalse(error.path("message").asText().isBlank());
        assertFalse(
                answer.text().matches("(?s).*(connectgateway|java\\.|jackson|Exception|localhost|gigs_token).*"),
                answer.text());
    }
}
