package io.connectgateway.button;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.connectgateway.sandbox.Options;
import io.connectgateway.sandbox.Sandbox;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The sandbox with its demo shop, and a browser, for the tests of one class. */
final class DemoShop implements BeforeAllCallback, AfterAllCallback {

    private Chromium chromium;
    private Sandbox sandbox;

    @Override
    public void beforeAll(ExtensionContext tests) throws Exception {
        chromium = Chromium.start();
        sandbox = Sandbox.start(Options.forTests());
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        if (sandbox != null) {
            sandbox.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    Browser browser() {
        return chromium.browser;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** The shop in a new page, when its button is ready. */
    Page open(BrowserContext context) {
        return open(context, "/shop");
    }

    /** This page of the shop in a new page, when its scripts have run. */
    Page open(BrowserContext context, String address) {
        context.setDefaultTimeout(20_000);
        Page page = context.newPage();
        page.navigate(sandbox.apiUrl() + address);
        page.waitForCondition(() -> (Boolean) page.evaluate("document.documentElement.dataset.theme !== undefined"));
        return page;
    }
}
