package io.connectgateway.button;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.connectgateway.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A partner's shop, a gateway and Connect, each on an https origin of its own, behind one WireMock. Every page has the
 * strict content security policy of docs/button.md, and whatever reaches the console fails the test.
 */
final class PartnerShop implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    static final String SHOP = "https://shop.example";
    static final String GATEWAY = "https://api.shop.example";
    static final String CONNECT = "https://connect.gigs.com";
    static final String SESSION_URL = CONNECT + "/checkout/entry?session=csn_1&token=secret";
    static final String CSP =
            "default-src 'none'; script-src 'self' %1$s; style-src 'self'; connect-src %1$s".formatted(GATEWAY);

    private static final Path MODULES = Path.of("src/main/resources/META-INF/resources");

    final WireMockServer http = new WireMockServer(options().dynamicPort().dynamicHttpsPort());
    final List<String> console = new ArrayList<>();
    Browser.NewContextOptions options;
    Page page;
    private Chromium chromium;
    private BrowserContext context;

    @Override
    public void beforeAll(ExtensionContext test) {
        http.start();
        var rules = List.of("shop.example", "api.shop.example", "connect.gigs.com", "evil.example").stream()
                .map(host -> "MAP %s:443 127.0.0.1:%d".formatted(host, http.httpsPort()))
                .toList();
        chromium = Chromium.start("--host-resolver-rules=" + String.join(",", rules));
    }

    @Override
    public void afterAll(ExtensionContext test) {
        http.stop();
        if (chromium != null) {
            chromium.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        http.resetAll();
        stub(CONNECT, get(anyUrl()), html("<title>Connect</title>Connect"));
        try (var modules = Files.list(MODULES)) {
            for (var module : modules.toList()) {
                stub(GATEWAY, get(urlEqualTo("/" + module.getFileName())), script(Files.readString(module)));
            }
        }
        stub(SHOP, get(urlEqualTo("/shop.js")), script(resource("shop.js")));
        stub(SHOP, get(urlEqualTo("/shop.css")), css("body { font: 1rem sans-serif }"));
        stub(
                GATEWAY,
                WireMock.options(urlEqualTo("/connectSessions")),
                aResponse()
                        .withStatus(204)
                        .withHeader("Access-Control-Allow-Origin", SHOP)
                        .withHeader("Access-Control-Allow-Methods", "GET, POST, PATCH")
                        .withHeader("Access-Control-Allow-Headers", "authorization, content-type, idempotency-key"));
        answer(session(SESSION_URL));
        console.clear();
        options = new Browser.NewContextOptions().setIgnoreHTTPSErrors(true);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (context != null) {
            context.close();
            context = null;
        }
        assertEquals(List.of(), console, "console");
    }

    /** The shop's page with this in its body, opened, the button defined. */
    Page open(String body) {
        stub(
                SHOP,
                get(urlEqualTo("/")),
                html(resource("shop.html").replace("<!-- body -->", body)).withHeader("Content-Security-Policy", CSP));
        visit("/");
        await("customElements.get('gigs-connect-button') !== undefined");
        return page;
    }

    /** This address of the shop, in a browser that was nowhere before. */
    Page visit(String address) {
        context = chromium.browser.newContext(options);
        context.setDefaultTimeout(10_000);
        context.onConsoleMessage(message -> {
            // The browser's own line for each answer that is no success, or none at all.
            if (!message.text().startsWith("Failed to load resource")) {
                console.add(message.text());
            }
        });
        context.onWebError(error -> console.add(error.error()));
        page = context.newPage();
        page.navigate(SHOP + address);
        return page;
    }

    /** A button to a new subscription with these attributes besides. */
    Page openButton(String attributes) {
        return open(
                "<gigs-connect-button endpoint='%s' intent='checkoutNewSubscription' plan='pln_1' %s>Get your eSIM</gigs-connect-button>"
                        .formatted(GATEWAY, attributes));
    }

    Locator button() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Get your eSIM"));
    }

    Locator retry() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again"));
    }

    Locator status() {
        return page.getByRole(AriaRole.STATUS);
    }

    /** Waits until the button is in this state. */
    void awaitState(String state) {
        await("document.querySelector('gigs-connect-button').state === '%s'".formatted(state));
    }

    /** Waits until this is true on the page; {@link Page#waitForFunction} needs an eval that the policy forbids. */
    void await(String condition) {
        page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(condition)));
    }

    /** The events seen so far, each as its name and detail. */
    List<JsonNode> events() {
        return jsonList("events");
    }

    /** What tokenProvider was called with so far. */
    List<JsonNode> tokenRequests() {
        return jsonList("asked");
    }

    private List<JsonNode> jsonList(String variable) {
        var list = new ArrayList<JsonNode>();
        Json.parse((String) page.evaluate("JSON.stringify(shop." + variable + ")"))
                .forEach(list::add);
        return list;
    }

    /** What the gateway answers, one after another; the last goes on. */
    void answer(ResponseDefinitionBuilder... answers) {
        for (var i = 0; i < answers.length; i++) {
            var last = i == answers.length - 1;
            var mapping = post(urlEqualTo("/connectSessions"))
                    .inScenario("answers")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
                    .willSetStateTo(last ? i == 0 ? Scenario.STARTED : "answer " + i : "answer " + (i + 1));
            http.stubFor(mapping.withHost(equalTo("api.shop.example"))
                    .willReturn(answers[i]
                            .withHeader("Access-Control-Allow-Origin", SHOP)
                            .withHeader("Access-Control-Expose-Headers", "apigw-requestid, retry-after")));
        }
    }

    /** The sessions that were asked for, in order. */
    List<LoggedRequest> requests() {
        return http.findAll(postRequestedFor(urlEqualTo("/connectSessions")));
    }

    static ResponseDefinitionBuilder session(String url) {
        return answerOf(201, """
                {"object":"connectSession","id":"csn_1","url":"%s"}""".formatted(url));
    }

    static ResponseDefinitionBuilder error(int status, String type, String code) {
        return answerOf(status, """
                {"object":"error","type":"%s","code":"%s","message":"For developers.","requestId":"req-1"}""".formatted(type, code));
    }

    static ResponseDefinitionBuilder answerOf(int status, String json) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(json);
    }

    void stub(String origin, MappingBuilder request, ResponseDefinitionBuilder response) {
        http.stubFor(
                request.withHost(equalTo(origin.substring("https://".length()))).willReturn(response));
    }

    static ResponseDefinitionBuilder html(String body) {
        return aResponse()
                .withHeader("Content-Type", "text/html; charset=utf-8")
                .withBody(body);
    }

    static ResponseDefinitionBuilder css(String body) {
        return aResponse().withHeader("Content-Type", "text/css; charset=utf-8").withBody(body);
    }

    static ResponseDefinitionBuilder script(String body) {
        return aResponse()
                .withHeader("Content-Type", "text/javascript; charset=utf-8")
                .withHeader("Access-Control-Allow-Origin", SHOP)
                .withBody(body);
    }

    static String resource(String name) {
        try (var in = PartnerShop.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
