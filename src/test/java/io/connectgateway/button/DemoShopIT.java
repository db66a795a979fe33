package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.connectgateway.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole round trip, as a shopper sees it: the sandbox's shop, the packaged function, Connect, and back. */
class DemoShopIT {
    @RegisterExtension
    static final DemoShop shop = new DemoShop();

    private final List<String> console = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open() {
        context = shop.browser().newContext();
        context.onConsoleMessage(message -> console.add(message.text()));
        context.onWebError(error -> console.add(error.error()));
        page = shop.open(context);
    }

    @AfterEach
    void close() {
        context.close();
        assertEquals(List.of(), console, "console");
    }

    @ParameterizedTest
    @CsvSource({
        "Get your eSIM, checkoutNewSubscription",
        "View plan, viewSubscription",
        "Add 5 GB, checkoutAddon",
        "Change plan, changeSubscription",
        "Install eSIM, viewEsimInstallation",
        "Finish porting, completePorting",
        "Cancel plan, cancelSubscription",
        "Resume plan, resumeSubscription",
        "Confirm payment, confirmPayment",
        "Change card, updatePaymentMethod",
        "Change address, updateUserAddress",
        "Change name, updateUserFullName",
        "All plans, viewSubscriptions",
    })
    void goesToConnectAndComesBackForEveryIntent(String label, String intent) {
        button(label).click();
        page.waitForURL(url -> url.startsWith(shop.sandbox().connectOrigin() + "/"));
        assertThat(heading(intent)).isVisible();
        assertThat(page.getByText("usr_0SNlurA049MEWV4OpCwsNyC9Kn2d")).isVisible();

        follow("Complete");
        assertThat(heading("All done")).isVisible();
        assertThat(page.getByText("status=success")).isVisible();
        var session = Json.parse(page.getByLabel("The session").textContent());
        assertEquals(intent, session.at("/intent/type").asText());
        assertEquals(shop.sandbox().apiUrl() + "/shop/callback", page.url());
    }

    @Test
    void comesBackToAnIdleShopThatShowsWhatHappened() {
        button("View plan").click();
        follow("Cancel");
        assertThat(heading("Nothing has changed")).isVisible();
        follow("Back to the shop");

        assertThat(button("View plan")).hasAttribute("aria-busy", "false");
        assertThat(page.getByLabel("Sent")).containsText("\"type\": \"viewSubscription\"");
        assertThat(page.getByLabel("Answered")).containsText("\"object\": \"connectSession\"");
        var stored = (String) page.evaluate("JSON.stringify(sessionStorage) + document.documentElement.outerHTML");
        assertFalse(stored.contains("token="), stored);
        assertFalse(stored.contains("eyJ"), stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Elaine, new here", "Newman, a visitor"})
    void letsConnectLogInWhomGigsDoesNotKnow(String caller) {
        choose(caller);

        button("Get your eSIM").click();

        assertThat(page.getByText("Nobody is logged in")).isVisible();
    }

    @Test
    void asksAPersonToLogInFirst() {
        choose("Nobody");

        button("Get your eSIM").click();

        assertThat(page.getByText("Please log in.")).isVisible();
        assertThat(page.getByLabel("Answered")).containsText("\"type\": \"client\"");
    }

    @Test
    void takesItsThemeToConnect() {
        choose("Dark");

        button("View plan").click();

        assertThat(heading("viewSubscription")).isVisible();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }

    @Test
    void opensConnectInATabOfItsOwn() {
        choose("In a new tab");

        var tab = page.waitForPopup(() -> button("View plan").click());

        tab.waitForURL(url -> url.startsWith(shop.sandbox().connectOrigin() + "/"));
        assertThat(button("View plan")).hasAttribute("aria-busy", "false");
        tab.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Complete"))
                .click();
        assertThat(page.getByLabel("Answered")).containsText("\"outcome\": \"success\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Light", "Dark"})
    void isAccessible(String theme) {
        choose(theme);
        assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations());

        button("View plan").click();
        follow("Complete");
        assertThat(heading("All done")).isVisible();
        assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations());
    }

    @Test
    void hasItsPictureTaken() {
        page.setViewportSize(1280, 960);
        button("Add 5 GB").click();
        follow("Complete");
        follow("Back to the shop");
        assertThat(page.getByLabel("Answered")).containsText("connectSession");

        // With -Ddemo-shop.picture=docs/demo-shop.png, the README's picture is taken anew.
        var picture = page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("demo-shop.picture", "target/demo-shop.png"))));

        assertTrue(picture.length < 300 * 1024, () -> picture.length + " bytes");
    }

    private Locator button(String label) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label));
    }

    private Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
    }

    private void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link)).click();
    }

    private void choose(String label) {
        page.getByText(label, new Page.GetByTextOptions().setExact(true)).click();
    }
}
