package io.connectgateway.button;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.connectgateway.sandbox.Options;
import io.connectgateway.sandbox.Sandbox;
import io.connectgateway.sandbox.SandboxCaller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plain static page on another port, with a strict policy, and the real gateway behind its API Gateway's CORS. */
class CrossOriginIT {
    private static final String ALIAS = "<script type='module' src='%s/modules/gigs-connect-button.js'></script>";
    private static final WireMockServer SHOP = new WireMockServer(options().dynamicPort());

    private static Chromium chromium;
    private static Sandbox sandbox;

    private final List<String> console = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() throws IOException {
        SHOP.start();
        chromium = Chromium.start();
        sandbox = Sandbox.start(Options.forTests().withOrigins(List.of(SHOP.baseUrl())));
    }

    @AfterAll
    static void stop() {
        SHOP.stop();
        if (sandbox != null) {
            sandbox.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void newPage() {
        page = chromium.browser.newPage();
        page.onConsoleMessage(message -> console.add(message.text()));
    }

    @Test
    void goesToConnectFromAStaticPageOnAnotherOrigin() {
        open(ALIAS.formatted(sandbox.apiUrl()));

        assertGoesToConnect();
    }

    private void assertGoesToConnect() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Get your eSIM"))
                .click();
        page.waitForURL(url -> url.startsWith(sandbox.connectOrigin() + "/"));

        assertThat(page.getByText("checkoutNewSubscription").first()).isVisible();
        assertEquals(List.of(), console);
    }

    private void open(String scripts) {
        var gateway = sandbox.apiUrl();
        SHOP.stubFor(get("/").willReturn(PartnerShop.html("""
                <!doctype html><html lang="en"><title>Shop</title>
                %1$s
                <script type="module" src="/shop.js"></script>
                <gigs-connect-button endpoint="%2$s" intent="checkoutNewSubscription" session-origins="%3$s">
                Get your eSIM</gigs-connect-button>""".formatted(scripts, gateway, sandbox.connectOrigin()))
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self' %1$s; style-src 'self'; connect-src %1$s"
                                .formatted(gateway))));
        SHOP.stubFor(
                get("/shop.js").willReturn(PartnerShop.script("""
                document.querySelector('gigs-connect-button').tokenProvider = async () => '%s';""".formatted(sandbox.token(SandboxCaller.KNOWN_USER)))));
        page.navigate(SHOP.baseUrl() + "/");
    }
}
