package io.connectgateway.button;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The shop in Chromium, for what needs more of the browser than WebDriver has. Whatever reaches the console fails the test. */
final class PartnerShop extends ShopServers
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    final List<String> console = new ArrayList<>();
    Browser.NewContextOptions options;
    Page page;
    private Chromium chromium;
    private BrowserContext context;

    @Override
    public void beforeAll(ExtensionContext test) {
        http = new WireMockServer(options().dynamicPort().dynamicHttpsPort());
        http.start();
        var rules = HOSTS.stream()
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
        reset();
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
        serve(body);
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
        return open(buttonWith(attributes));
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

    @Override
    String json(String expression) {
        return (String) page.evaluate("JSON.stringify(" + expression + ")");
    }
}
