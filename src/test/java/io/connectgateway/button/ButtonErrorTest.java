package io.connectgateway.button;

import static io.connectgateway.button.ShopServers.SESSION_URL;
import static io.connectgateway.button.ShopServers.answerOf;
import static io.connectgateway.button.ShopServers.error;
import static io.connectgateway.button.ShopServers.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.connectgateway.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page and a person are told when something fails, and what the button tries by itself before. */
abstract class ButtonErrorTest {
    @RegisterExtension
    private final EngineShop shop;

    ButtonErrorTest(Engine engine) {
        shop = new EngineShop(engine);
    }

    @ParameterizedTest
    @CsvSource({
        "400, malformed, malformedBody, false, Something went wrong.",
        "403, permissionDenied, callbackUrlNotAllowed, false, Not available to you.",
        "404, notFound, notFound, false, Something went wrong.",
        "422, invalid, validationFailed, false, Something went wrong.",
        "429, tooManyRequests, rateLimited, true, Too many requests.",
        "500, internal, unknown, true, Something went wrong.",
        "502, internal, gigsUnreachable, true, Something went wrong.",
        "503, internal, tokenUnavailable, true, Something went wrong.",
        "504, internal, gigsTimeout, true, Something went wrong.",
    })
    void passesOnTheGatewaysError(int status, String type, String code, boolean retryable, String text) {
        shop.answer(error(status, type, code));

        var detail = errorOf("");

        assertEquals(Json.parse("""
                {"type":"%s","code":"%s","status":%d,"message":"For developers.","requestId":"req-1","retryable":%s}""".formatted(type, code, status, retryable)), detail);
        shop.awaitStatus(text);
        assertEquals(1, shop.requests().size());
    }

    @ParameterizedTest
    @CsvSource({
        "403, permissionDenied, Forbidden",
        "404, notFound, Not Found",
        "429, tooManyRequests, Too Many Requests",
        "500, internal, Internal Server Error",
        "503, internal, Service Unavailable",
    })
    void understandsApiGatewaysOwnRefusals(int status, String type, String message) {
        shop.answer(
                answerOf(status, "{\"message\":\"%s\"}".formatted(message)).withHeader("apigw-requestid", "apigw-1"));

        var detail = errorOf("");

        assertEquals(type, detail.path("type").asText());
        assertEquals(message, detail.path("message").asText());
        assertEquals("apigw-1", detail.path("requestId").asText());
        assertTrue(detail.path("code").isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<h1>502</h1>", "", "null", "[]"})
    void survivesAnErrorThatIsNoErrorObject(String body) {
        shop.answer(answerOf(502, body));

        var detail = errorOf("");

        assertEquals("internal", detail.path("type").asText());
        assertEquals(502, detail.path("status").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<h1>OK</h1>", "{}", "{\"url\":null}", "{\"url\":\"nowhere\"}", "{\"url\":42}"})
    void refusesASuccessWithoutASessionUrl(String body) {
        shop.answer(answerOf(200, body));

        var detail = errorOf("");

        assertEquals("unexpectedResponse", detail.path("code").asText());
        assertEquals(200, detail.path("status").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/checkout?token=secret",
                "http://connect.gigs.com/checkout?token=secret",
                "https://connect.gigs.com:8443/checkout?token=secret",
                "https://connect.gigs.com@evil.example/?token=secret",
                "https://connect.gigs.com.evil.example/?token=secret",
                "javascript:document.title='secret'",
                "data:text/html,secret",
            })
    void refusesASessionUrlOnAForeignOrigin(String url) {
        shop.answer(session(url));

        var detail = errorOf("");

        assertEquals("urlNotAllowed", detail.path("code").asText());
        assertFalse(detail.toString().contains("secret"), detail::toString);
        assertEquals(List.of("connect-before", "connect-error"), names());
        assertEquals(ShopServers.SHOP + "/", shop.page.url());
    }

    @Test
    void neverLeavesForPlainHttpEvenWhereAPageAllowsIt() {
        shop.answer(session("http://evil.example/"));

        assertEquals(
                "urlNotAllowed",
                errorOf("session-origins='http://evil.example'").path("code").asText());
    }

    @Test
    void goesToAnotherOriginThatThePageAllows() {
        shop.answer(session("https://evil.example/checkout"));
        shop.stub("https://evil.example", WireMock.get("/checkout"), WireMock.ok("elsewhere"));
        shop.openButton("session-origins='https://connect.gigs.com https://evil.example'");

        shop.page.click(shop.button());

        shop.page.awaitUrl("https://evil.example/checkout");
    }

    @Test
    void asksForAFreshTokenOnceOn401() {
        shop.answer(error(401, "unauthenticated", "unauthenticated"), session(SESSION_URL));
        shop.openButton("");

        shop.page.click(shop.button());
        shop.page.awaitUrl(SESSION_URL);

        assertEquals(
                List.of("Bearer token-1", "Bearer token-2"),
                shop.requests().stream()
                        .map(request -> request.getHeader("Authorization"))
                        .toList());
    }

    @Test
    void givesUpOnTheSecond401() {
        shop.answer(answerOf(401, "{\"message\":\"Unauthorized\"}"));

        var detail = errorOf("");

        assertEquals("unauthenticated", detail.path("type").asText());
        assertEquals(
                "[{\"refresh\":false}, {\"refresh\":true}]",
                shop.tokenRequests().toString());
        assertEquals(2, shop.requests().size());
        shop.awaitStatus("Please log in.");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void waitsAsLongAsRetryAfterSays(int status) {
        shop.answer(error(status, "internal", "tokenUnavailable").withHeader("Retry-After", "1"), session(SESSION_URL));
        shop.openButton("");

        shop.page.click(shop.button());
        shop.page.awaitUrl(SESSION_URL);

        assertTrue(pause().compareTo(Duration.ofMillis(950)) > 0, () -> "waited " + pause());
        assertEquals("Bearer token-1", shop.requests().get(1).getHeader("Authorization"));
    }

    @Test
    void waitsUntilTheDateOfRetryAfter() {
        var then = Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.SECONDS);
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atOffset(ZoneOffset.UTC));
        shop.answer(error(503, "internal", "tokenUnavailable").withHeader("Retry-After", date), session(SESSION_URL));
        shop.openButton("");

        shop.page.click(shop.button());
        shop.page.awaitUrl(SESSION_URL);

        var second = shop.requests().get(1).getLoggedDate().toInstant();
        assertFalse(second.isBefore(then.minusMillis(50)), () -> second + " is before " + then);
    }

    @Test
    void waitsOnlyOnce() {
        shop.answer(error(429, "tooManyRequests", "rateLimited").withHeader("Retry-After", "0"));

        assertEquals("rateLimited", errorOf("").path("code").asText());
        assertEquals(2, shop.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "soon"})
    void doesNotWaitForAWaitThatIsTooLongOrUnclear(String retryAfter) {
        shop.answer(error(429, "tooManyRequests", "rateLimited").withHeader("Retry-After", retryAfter));

        errorOf("");

        assertEquals(1, shop.requests().size());
    }

    @Test
    void saysThatTheGatewayCannotBeReached() {
        shop.answer(WireMock.aResponse().withFault(Fault.EMPTY_RESPONSE));

        var detail = errorOf("");

        assertEquals("unreachable", detail.path("code").asText());
        assertEquals("client", detail.path("type").asText());
        assertEquals(0, detail.path("status").asInt());
        assertTrue(detail.path("retryable").asBoolean());
    }

    @Test
    void followsNoRedirect() {
        shop.answer(WireMock.temporaryRedirect("https://evil.example/"));

        assertEquals("unreachable", errorOf("").path("code").asText());
    }

    @Test
    void saysThatItTakesTooLong() {
        shop.answer(session(SESSION_URL).withFixedDelay(5000));
        shop.openButton("");
        shop.page.evaluate("document.querySelector('gigs-connect-button').timeout = 300");

        assertEquals("timeout", clickForError().path("code").asText());
        shop.awaitStatus("This takes too long.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            () => new Promise(() => {})                      | timeout
            async () => { throw new Error('no provider') }   | tokenProviderFailed
            () => { throw new TypeError('no provider') }     | tokenProviderFailed
            undefined                                        | tokenProviderFailed
            () => null                                       | unauthenticated
            async () => ''                                   | unauthenticated
            """)
    void asksNoGatewayWithoutAToken(String provider, String code) {
        shop.openButton("");
        shop.page.evaluate("""
                Object.assign(document.querySelector('gigs-connect-button'), { timeout: 300, tokenProvider: %s })""".formatted(provider));

        assertEquals(code, clickForError().path("code").asText());
        assertEquals(0, shop.requests().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "endpoint='http://api.shop.example'", "endpoint='ftp://api.shop.example'"})
    void sendsNoTokenToAnEndpointThatIsNotEncrypted(String endpoint) {
        shop.open("<gigs-connect-button %s intent='viewSubscriptions'>Get your eSIM</gigs-connect-button>"
                .formatted(endpoint));

        assertEquals("endpointNotAllowed", clickForError().path("code").asText());
        assertEquals(0, shop.tokenRequests().size());
    }

    private JsonNode errorOf(String attributes) {
        shop.openButton(attributes);
        return clickForError();
    }

    private JsonNode clickForError() {
        shop.page.click(shop.button());
        shop.awaitState("error");
        return shop.events().get(shop.events().size() - 1).path("detail");
    }

    private List<String> names() {
        return shop.events().stream().map(event -> event.path("name").asText()).toList();
    }

    private Duration pause() {
        var requests = shop.requests();
        return Duration.between(
                requests.get(0).getLoggedDate().toInstant(),
                requests.get(1).getLoggedDate().toInstant());
    }
}
