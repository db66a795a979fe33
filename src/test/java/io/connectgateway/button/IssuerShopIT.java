package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.connectgateway.sandbox.Sandbox;
import io.connectgateway.sandbox.TestIssuer;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo shop where the sandbox mints no tokens: the shopper brings one. */
class IssuerShopIT {
    private static final String FIELD = "Your issuer's access token";

    private static Vertx vertx;
    private static TestIssuer issuer;
    private static Chromium chromium;
    private static Sandbox sandbox;

    private Page page;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        vertx = Vertx.vertx();
        issuer = new TestIssuer(vertx);
        sandbox = issuer.sandbox();
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
            vertx.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        page = chromium.browser.newPage();
        page.setDefaultTimeout(20_000);
        page.navigate(sandbox.apiUrl() + "/shop");
        assertThat(page.getByLabel(FIELD)).isVisible();
    }

    @Test
    void takesATokenAndKeepsItInMemoryAlone() {
        String token = issuer.token(issuer.claims().put("gigs_user", "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d"));
        assertThat(page.getByText("Jerry, a customer")).isHidden();
        page.getByLabel(FIELD).fill("Bearer " + token);

        click(AriaRole.BUTTON, "View plan");
        page.waitForURL(url -> url.startsWith(sandbox.connectOrigin() + "/"));
        click(AriaRole.LINK, "Complete");
        page.getByLabel(FIELD).fill(token);
        assertNothingKept(token);
        click(AriaRole.BUTTON, "Read the session");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("All done")))
                .isVisible();
        assertThat(page.getByLabel("The session")).containsText("\"type\": \"viewSubscription\"");
        assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations());
        click(AriaRole.LINK, "Back to the shop");
        assertThat(page.getByLabel("Sent")).containsText("Authorization: Bearer •••");
        assertThat(page.getByLabel(FIELD)).hasValue("");
        assertNothingKept(token);
    }

    @Test
    void asksForATokenFirst() {
        click(AriaRole.BUTTON, "View plan");

        assertThat(page.getByText("Please log in.")).isVisible();
        assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations());
    }

    private void assertNothingKept(String token) {
        var kept = (String) page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)"
                + " + document.cookie + document.documentElement.outerHTML");
        assertFalse(kept.contains(token), kept);
    }

    private void click(AriaRole role, String name) {
        page.getByRole(role, new Page.GetByRoleOptions().setName(name)).click();
    }
}
