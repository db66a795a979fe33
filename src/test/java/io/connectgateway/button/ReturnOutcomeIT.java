package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.connectgateway.button.PartnerShop.answerOf;
import static io.connectgateway.button.PartnerShop.error;
import static io.connectgateway.button.ReturnPage.known;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.connectgateway.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page and a person are told when Connect leads back: the address' hint, where the gateway knows the session. */
class ReturnOutcomeIT {
    private static final String SUCCESS = "/done?session_id=csn_1&status=success";

    @RegisterExtension
    static final PartnerShop shop = new PartnerShop();

    private final ReturnPage back = new ReturnPage(shop);

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

        assertThat(shop.page.getByText("One moment")).isVisible();
        assertAccessible();
        assertEquals(Json.parse("""
                {"outcome":"%s","status":"%s","sessionId":"csn_1","error":null,
                 "session":{"object":"connectSession","id":"csn_1","user":"usr_1"}}""".formatted(outcome, status)), back.result());
        assertThat(shop.status()).isVisible();
        assertThat(shop.page.getByText(text)).isVisible();
        assertEquals(1, shop.page.locator("gigs-connect-return p:visible").count());
        assertAccessible();
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
        assertEquals("[{\"refresh\":false},{\"refresh\":true}]", shop.page.evaluate("JSON.stringify(back.asked)"));
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
        assertThat(shop.page.getByText("Look at your account")).isVisible();
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
        shop.console.removeIf(
                line -> line.contains("nowhere.shop.example") || line.contains("http://api.shop.example"));
    }

    @Test
    void asksAgainWhenItIsAskedAgain() {
        back.open(SUCCESS, error(502, "internal", "gigsUnreachable"), known());
        assertThat(shop.page.getByText("Look at your account")).isVisible();

        shop.page.evaluate("document.querySelector('gigs-connect-return').tokenProvider = () => 'token-9'");

        assertThat(shop.page.getByText("It worked")).isVisible();
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

        shop.await("back.results.length === 2 && document.querySelector('early-return').result.outcome === 'success'");
        assertEquals(2, back.requests().size());
    }

    @Test
    void showsTheRestWhereThereIsNoSlot() {
        var html = ReturnPage.HTML.replace("<p slot=\"expired\">Too late</p>", "<p>Back in the shop</p>");

        back.open("/done?session_id=csn_1&status=auth_expired", html, known());

        back.result();
        assertThat(shop.page.locator("gigs-connect-return p:visible")).hasText("Back in the shop");
    }

    @Test
    void tellsTheTabThatOpenedConnectAndNeverTheLink() {
        back.open("/done", known());
        shop.page.evaluate(
                "() => { new BroadcastChannel('gigs-connect-return').onmessage = ({ data }) => { back.told = data; }; }");

        var tab = shop.page.context().newPage();
        tab.navigate(PartnerShop.SHOP + SUCCESS);

        shop.await("back.told !== undefined");
        assertEquals(Json.parse("{\"outcome\":\"success\",\"sessionId\":\"csn_1\"}"), Json.parse((String)
                shop.page.evaluate("JSON.stringify(back.told)")));
        assertFalse(tab.content().contains("secret"));
    }

    @Test
    void isImportedWhereThereIsNoPage() {
        back.open("/done");

        var worker =
                "import('%s/gigs-connect-return.js').then(({ connectReturn }) => connectReturn({})).catch(String).then(postMessage)";
        shop.stub(
                PartnerShop.SHOP,
                WireMock.get(WireMock.urlPathEqualTo("/worker.js")),
                PartnerShop.script(worker.formatted(PartnerShop.GATEWAY))
                        .withHeader("Content-Security-Policy", PartnerShop.CSP));
        var outcome = shop.page.evaluate("""
                new Promise((resolve, reject) => {
                  const worker = new Worker('/worker.js?session_id=csn_1&status=success');
                  worker.onmessage = ({ data }) => resolve(data.outcome ?? data);
                  worker.onerror = reject;
                })""");

        assertEquals("unknown", outcome);
    }

    private static void assertAccessible() {
        assertEquals(List.of(), new AxeBuilder(shop.page).analyze().getViolations());
    }
}
