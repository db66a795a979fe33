package io.connectgateway.error;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Json;
import io.connectgateway.LogCapture;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test for each row of the error table; what a failing connection to Gigs is answered with is in FaultsTest. */
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
    void malformedBody(String body) {
        assertError(Event.create(body).asBackend().send(), 400, "malformed", "malformedBody");
        assertError(Event.update(ID, body).asBackend().send(), 400, "malformed", "malformedBody");
    }

    @Test
    void malformedWithoutABodyAtAll() {
        assertError(Event.of("POST", Event.SESSIONS).asBackend().send(), 400, "malformed", "malformedBody");
    }

    @Test
    void validationFailed() {
        Answer answer = Event.create(
                        "{\"intent\":{\"type\":\"checkoutAddon\",\"checkoutAddon\":{\"addons\":[]}},\"plan\":1}")
                .asBackend()
                .send();

        assertError(answer, 422, "invalid", "validationFailed");
        assertEquals(
                "The request is not valid: 3 problems.",
                answer.json().path("message").asText());
        assertEquals(Json.parse("""
                        [{"object":"propertyErrorDetail","code":"propertyRequired","property":"intent.checkoutAddon.addons","message":"must not be empty"},
                         {"object":"propertyErrorDetail","code":"propertyRequired","property":"intent.checkoutAddon.subscription","message":"must not be null"},
                         {"object":"propertyErrorDetail","code":"propertyUnknown","property":"plan","message":"is not known"}]"""), answer.json().path("details"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /connectSessions",
        "GET, /connectSessions/csn_1",
        "PATCH, /connectSessions/csn_1",
        "GET, /",
        "GET, /q/openapi",
        "DELETE, /connectSessions"
    })
    void unauthenticated(String method, String path) {
        Answer withoutAuthorizer = Event.of(method, path).send();
        assertError(withoutAuthorizer, 401, "unauthenticated", "unauthenticated");
        assertEquals("Bearer", withoutAuthorizer.headers().get("WWW-Authenticate"));
        assertError(Event.of(method, path).claims(Map.of()).send(), 401, "unauthenticated", "unauthenticated");
        assertError(
                Event.of(method, path)
                        .claims(Map.of("sub", " ", "scope", "connect:backend"))
                        .send(),
                401,
                "unauthenticated",
                "unauthenticated");
        Event noClaims = Event.of(method, path).as("x");
        noClaims.json().withObject("/requestContext/authorizer/jwt").putNull("claims");
        assertError(noClaims.send(), 401, "unauthenticated", "unauthenticated");
    }

    @Test
    void permissionDenied() {
        assertError(Event.create(BODY).as("shopper").send(), 403, "permissionDenied", "userNotAllowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/connectSessions/",
                "/connectSessions/csn_1/x",
                "/projects/dev/connectSessions",
                "/q/openapi",
                "/q/health",
                "//connectSessions"
            })
    void notFound(String path) {
        assertError(Event.of("GET", path).asBackend().send(), 404, "notFound", "notFound");
    }

    @Test
    void notFoundAtGigs() {
        Upstream.gigsAnswers(
                jsonResponse(gigsError("notFound", "resourceNotFound").toString(), 404));

        assertError(Event.retrieve(ID).asBackend().send(), 404, "notFound", "notFound");
        assertError(Event.update(ID, "{\"appearance\":{}}").asBackend().send(), 404, "notFound", "notFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "404", "true", "\"\"", "\" \""})
    void gatewayMisconfiguredWhereNotFoundHasNoCode(String code) {
        ObjectNode gigs = gigsError("notFound", "");
        gigs.set("code", Json.parse("[" + code + "]").get(0));
        Upstream.gigsAnswers(jsonResponse(gigs.toString(), 404));

        assertError(Event.create(BODY).asBackend().send(), 502, "internal", "gatewayMisconfigured");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "notFound", "resourceNotFound", "projectNotFound", "unknownProject"})
    void gatewayMisconfiguredWhereGigsDoesNotKnowTheProject(String code) {
        ObjectNode gigs = gigsError("notFound", code);
        Upstream.gigsAnswers(jsonResponse((code.isEmpty() ? gigs.without("code") : gigs).toString(), 404));

        assertError(Event.create(BODY).asBackend().send(), 502, "internal", "gatewayMisconfigured");
        assertTrue(
                log.lines().stream()
                        .anyMatch(line ->
                                line.level().equals("ERROR") && line.message().contains("CONNECT_GIGS_PROJECT")),
                log.texts()::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/connectSessions|POST", "PUT|/connectSessions|POST", "HEAD|/connectSessions|POST",
                        "OPTIONS|/connectSessions|POST",
                "POST|/connectSessions/csn_1|GET, PATCH", "DELETE|/connectSessions/csn_1|GET, PATCH",
                        "HEAD|/connectSessions/csn_1|GET, PATCH", "patch|/connectSessions/csn_1|GET, PATCH"
            })
    void methodNotAllowed(String method, String path, String allow) {
        Answer answer = Event.of(method, path).asBackend().send();

        assertError(answer, 405, "malformed", "methodNotAllowed");
        assertEquals(allow, answer.headers().get("Allow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense", ""})
    void unsupportedMediaType(String type) {
        assertError(
                Event.create(BODY).header("content-type", type).asBackend().send(),
                415,
                "malformed",
                "unsupportedMediaType");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"})
    void supportedMediaType(String type) {
        assertEquals(
                201,
                Event.create(BODY)
                        .header("Content-Type", type)
                        .asBackend()
                        .send()
                        .status());
    }

    @Test
    void bodyTooLarge() {
        String most = BODY + " ".repeat(32 * 1024 - BODY.length());
        assertEquals(201, Event.create(most).asBackend().send().status());
        assertError(Event.create(most + " ").asBackend().send(), 413, "malformed", "bodyTooLarge");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 404, 409, 410, 422})
    void passesOnWhatGigsRefuses(int status) {
        ObjectNode gigs = gigsError("conflict", "sessionTaken").put("internal", "host-17");
        Upstream.gigsAnswers(jsonResponse(gigs.toString(), status));

        Answer answer = Event.create(BODY).asBackend().send();

        assertError(answer, status, "conflict", "sessionTaken");
        for (String field : new String[] {"message", "hint", "documentation", "details"}) {
            assertEquals(gigs.get(field), answer.json().get(field));
        }
        assertNull(answer.json().get("internal"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7                             | true
            Wed, 21 Oct 2026 07:28:00 GMT | true
            soon                          | false
            -7                            | false
            7 <script>                    | false
            """)
    void tooManyRequests(String retryAfter, boolean isPassedOn) {
        Upstream.gigsAnswers(
                jsonResponse(gigsError("tooManyRequests", "rateLimited").toString(), 429)
                        .withHeader("Retry-After", retryAfter));

        Answer answer = Event.create(BODY).asBackend().send();

        assertError(answer, 429, "tooManyRequests", "rateLimited");
        assertEquals(isPassedOn ? retryAfter : null, answer.headers().get("Retry-After"));
    }

    @Test
    void tooManyRequestsWithoutACode() {
        ObjectNode gigs = gigsError("tooManyRequests", "").put("message", "Slow down.");
        for (JsonNode code : new JsonNode[] {null, NullNode.instance, IntNode.valueOf(7)}) {
            Upstream.gigsAnswers(jsonResponse(gigs.<ObjectNode>set("code", code).toString(), 429));

            Answer answer = Event.create(BODY).asBackend().send();

            assertError(answer, 429, "tooManyRequests", "tooManyRequests");
            assertEquals("Slow down.", answer.json().path("message").asText());
        }
    }

    @Test
    void tooManyRequestsWithoutABodyOrATime() {
        Upstream.gigsAnswers(aResponse().withStatus(429));

        Answer answer = Event.create(BODY).asBackend().send();

        assertError(answer, 429, "tooManyRequests", "tooManyRequests");
        assertNull(answer.headers().get("Retry-After"));
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

    @Test
    void gigsUnavailable() {
        Upstream.gigsAnswers(serverError().withBody("at com.gigs.Main"));

        assertError(Event.create(BODY).asBackend().send(), 502, "internal", "gigsUnavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "",
                "[]",
                "null",
                "{\"id\":\"csn_1\"} x",
                "{\"url\":\"https://connect.gigs.com.evil.example/\"}",
                "{\"id\":\"csn_1\"}"
            })
    void gigsUnexpectedResponse(String body) {
        Upstream.gigsAnswers(jsonResponse(body, 201));

        assertError(Event.create(BODY).asBackend().send(), 502, "internal", "gigsUnexpectedResponse");
    }

    private static ObjectNode gigsError(String type, String code) {
        return (ObjectNode) Json.parse(Json.of(Map.of(
                "object",
                "error",
                "type",
                type,
                "code",
                code,
                "message",
                "No.",
                "hint",
                "Try.",
                "documentation",
                new String[] {"https://developers.gigs.com"},
                "details",
                new String[0])));
    }

    private static void assertError(Answer answer, int status, String type, String code) {
        JsonNode error = answer.json();
        assertEquals(status, answer.status(), answer.text());
        assertEquals("error", error.path("object").asText());
        assertEquals(type, error.path("type").asText());
        assertEquals(code, error.path("code").asText());
        assertEquals(
                answer.headers().get("X-Request-Id"), error.path("requestId").asText());
        assertFalse(error.path("message").asText().isBlank());
        assertFalse(
                answer.text().matches("(?s).*(connectgateway|java\\.|jackson|Exception|localhost|gigs_token).*"),
                answer.text());
    }
}
