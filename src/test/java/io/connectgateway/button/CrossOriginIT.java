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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plain static page on another port, with a strict policy, and the real gateway behind its API Gateway's CORS. */
class CrossOriginIT {

    @Test
    void goesToConnectFromAStaticPageOnAnotherOrigin() throws Exception {
        var shop = new WireMockServer(options().dynamicPort());
        shop.start();
        try (var chromium = Chromium.start();
                var sandbox = Sandbox.start(Options.forTests().withOrigins(List.of(shop.baseUrl())))) {
            serve(shop, sandbox);
            var console = new ArrayList<String>();
            var page = chromium.browser.newPage();
            page.onConsoleMessage(message -> console.add(message.text()));

            page.navigate(shop.baseUrl() + "/");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Get your eSIM"))
                    .click();
            page.waitForURL(url -> url.startsWith(sandbox.connectOrigin() + "/"));

            assertThat(page.getByText("checkoutNewSubscription").first()).isVisible();
            assertEquals(List.of(), console);
        } finally {
            shop.stop();
        }
    }

    private static void serve(WireMockServer shop, Sandbox sandbox) {
        var gateway = sandbox.apiUrl();
        shop.stubFor(get("/").willReturn(PartnerShop.html("""
                <!doctype html><html lang="en"><title>Shop</title>
                <script type="module" src="%1$s/gigs-connect-button.js"></script>
                <script type="module" src="/shop.js"></script>
                <gigs-connect-button endpoint="%1$s" intent="checkoutNewSubscription" session-origins="%2$s">
                Get your eSIM</gigs-connect-button>""".formatted(gateway, sandbox.connectOrigin()))
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self' %1$s; style-src 'self'; connect-src %1$s"
                                .formatted(gateway))));
        shop.stubFor(
                get("/shop.js").willReturn(PartnerShop.script("""
                document.querySelector('gigs-connect-button').tokenProvider = async () => '%s';""".formatted(sandbox.token(SandboxCaller.KNOWN_USER)))));
    }
}
