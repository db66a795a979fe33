package io.connectgateway.button;

import static io.connectgateway.button.EnginePage.eventually;
import static io.connectgateway.button.ReturnPage.known;
import static io.connectgateway.button.ShopServers.answerOf;
import static io.connectgateway.button.ShopServers.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.connectgateway.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What a page and a person are told when Connect leads back: the address' hint, where the gateway knows the session. */
abstract class ReturnOutcomeTest {
    private static final String SUCCESS = "/done?session_id=csn_1&status=success";

    @RegisterExtension
    private final EngineShop shop;

    private final ReturnPage back;

    ReturnOutcomeTest(Engine engine) {
        shop = new EngineShop(engine);
        back = new ReturnPage(shop);
    }

    @ParameterizedTest
    @CsvSource({
        "success, success, It worked",
        "abort, cancelled, Nothing has changed",
        "auth_expired, expired, Too late",
        "not_allowed, notAllowed, Not possible",
        "refunded, unknown, Look at your account",
        "toString, unknown, Look at your account",
        "'', unknown, Look at your account",
    })
    void showsTheSlotOfTheOutcome(String status, String outcome, String text) {
        back.open("/done?session_id=csn_1&status=" + status, known().withFixedDelay(1500));

        eventually(List.of("One moment"), this::shown);
        assertEquals(Json.parse("""
                {"outcome":"%s","status":"%s","sessionId":"csn_1","error":null,
                 "session":{"object":"connectSession","id":"csn_1","user":"usr_1"}}""".formatted(outcome, status)), back.result());
        eventually(List.of(text), this::shown);
    }

    @Test
    void asksForNothingWhereConnectHasNotLedHere() {
        back.open("/done?status=success&session_id=cs_test_1");

        assertEquals(Json.parse("""
                {"outcome":"unknown","status":null,"sessionId":null,"session":null,"error":null}"""), back.result());
        assertEquals("0", String.valueOf(shop.page.evaluate("back.asked.length")));
    }

    @Test
    void asksForAFreshTokenOnceOn401() {
        back.open(SUCCESS, error(401, "unauthenticated", "unauthenticated"), known());

        assertEquals("success", back.result().path("outcome").asText());
        assertEquals(
                List.of("Bearer token-1", "Bearer token-2"),
                back.requests().stream()
                        .map(request -> request.getHeader("Authorization"))
                        .toList());
        assertEquals("[{\"refresh\":false},{\"refresh\":true}]", shop.page.json("back.asked"));
    }

    @Test
    void givesUpOnTheSecond401() {
        back.open(SUCCESS, answerOf(401, "{\"message\":\"Unauthorized\"}").withHeader("apigw-requestid", "apigw-1"));

        assertEquals(Json.parse("""
                {"outcome":"unknown","status":"success","sessionId":"csn_1","session":null,"error":{"type":"unauthenticated",
                 "code":null,"status":401,"message":"Unauthorized","requestId":"apigw-1","retryable":false}}"""), back.result());
        assertEquals(2, back.requests().size());
    }

    @ParameterizedTest
    @CsvSource({
        "404, notFound, notFound, false",
        "502, internal, gigsUnreachable, true",
        "429, tooManyRequests, rateLimited, true"
    })
    void believesNoAddressThatTheGatewayDoesNotConfirm(int status, String type, String code, boolean retryable) {
        back.open(SUCCESS, error(status, type, code));

        assertEquals(Json.parse("""
                {"outcome":"unknown","status":"success","sessionId":"csn_1","session":null,"error":{"type":"%s","code":"%s",
                 "status":%d,"message":"For developers.","requestId":"req-1","retryable":%s}}""".formatted(type, code, status, retryable)), back.result());
        eventually(List.of("Look at your account"), this::shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<h1>OK</h1>", "null", "{}", "{\"id\":\"csn_2\"}"})
    void refusesAnythingButThatSession(String body) {
        back.open(SUCCESS, answerOf(200, body));

        assertEquals("unexpectedResponse", back.result().at("/error/code").asText());
        assertEquals("unknown", back.result().path("outcome").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint: 'http://api.shop.example', endpointNotAllowed",
        "endpoint: null, endpointNotAllowed",
        "endpoint: 'https://nowhere.shop.example', unreachable",
        "tokenProvider: () => null, unauthenticated",
        "tokenProvider: undefined, tokenProviderFailed",
        "tokenProvider: () => new Promise(() => {}), timeout",
    })
    void saysWhatItFoundOutByItself(String option, String code) {
        back.open(SUCCESS, known());
        back.result();

        var error = shop.page.evaluate("back.connectReturn({ timeout: 1000, " + option
                + " }).then(({ outcome, error }) => outcome + ' ' + error.type + ' ' + error.code)");

        assertEquals("unknown client " + code, error);
        shop.expected.add("policy: connect-src https://nowhere.shop.example");
    }

    @Test
    void asksAgainWhenItIsAskedAgain() {
        back.open(SUCCESS, error(502, "internal", "gigsUnreachable"), known());
        eventually(List.of("Look at your account"), this::shown);

        shop.page.evaluate("document.querySelector('gigs-connect-return').tokenProvider = () => 'token-9'");

        eventually(List.of("It worked"), this::shown);
        assertEquals(2, back.requests().size());
    }

    @Test
    void asksOnceForWhatWasSetBeforeItWasDefined() {
        back.open(SUCCESS, known());
        back.result();

        shop.page.evaluate("""
                () => {
                  const early = document.createElement('early-return');
                  early.tokenProvider = () => 'token-9';
                  early.endpoint = 'https://api.shop.example';
                  document.body.append(early);
                  customElements.define('early-return', class extends customElements.get('gigs-connect-return') {});
                }""");

        shop.page.await(
                "back.results.length === 2 && document.querySelector('early-return').result.outcome === 'success'");
        assertEquals(2, back.requests().size());
    }

    @Test
    void showsTheRestWhereThereIsNoSlot() {
        var html = ReturnPage.HTML.replace("<p slot=\"expired\">Too late</p>", "<p>Back in the shop</p>");

        back.open("/done?session_id=csn_1&status=auth_expired", html, known());

        back.result();
        eventually(List.of("Back in the shop"), this::shown);
    }

    @Test
    void tellsTheTabThatOpenedConnectAndNeverTheLink() {
        back.open("/done", known());
        shop.page.evaluate(
                "() => { new BroadcastChannel('gigs-connect-return').onmessage = ({ data }) => { back.told = data; }; }");

        var tab = shop.page.open(ShopServers.SHOP + SUCCESS);

        shop.page.await("back.told !== undefined");
        assertEquals(
                Json.parse("{\"outcome\":\"success\",\"sessionId\":\"csn_1\"}"),
                Json.parse(shop.page.json("back.told")));
        var html = (String) shop.page.in(tab, () -> shop.page.evaluate("document.documentElement.outerHTML"));
        assertTrue(html.contains("It worked"));
        assertFalse(html.contains("secret"));
    }

    @Test
    void isImportedWhereThereIsNoPage() {
        back.open("/done");

        var worker =
                "import('%s/gigs-connect-return.js').then(({ connectReturn }) => connectReturn({})).catch(String).then(postMessage)";
        shop.stub(
                ShopServers.SHOP,
                WireMock.get(WireMock.urlPathEqualTo("/worker.js")),
                ShopServers.script(worker.formatted(ShopServers.GATEWAY))
                        .withHeader("Content-Security-Policy", ShopServers.CSP));
        var outcome = shop.page.evaluate("""
                new Promise((resolve, reject) => {
                  const worker = new Worker('/worker.js?session_id=csn_1&status=success');
                  worker.onmessage = ({ data }) => resolve(data.outcome ?? data);
                  worker.onerror = reject;
                })""");

        assertEquals("unknown", outcome);
    }

    /** What a person reads there. */
    private List<String> shown() {
        return shop.page.driver.findElements(By.cssSelector("gigs-connect-return p")).stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }
}
