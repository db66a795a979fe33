package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo shop's playground as one sees it after a click, and on the way to Connect. */
class PlaygroundLookIT {
    @RegisterExtension
    static final DemoShop shop = new DemoShop();

    private BrowserContext context;

    @BeforeEach
    void open() {
        context = shop.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 960));
    }

    @AfterEach
    void close() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#page=dark", PlaygroundIT.EXTREME, "#caller=nobody&page=dark&theme=light"})
    void isAccessible(String hash) {
        Page page = clicked(hash);

        assertEquals(List.of(), new AxeBuilder(page).analyze().getViolations());
    }

    @Test
    void hasItsPictureTaken() {
        Page page = clicked("#intent=checkoutAddon&addons=add_0SNlurA049MEWV4VxLfwJc7PJtHc");

        // With -Dplayground.picture=docs/playground.png, the guide's picture is taken anew.
        var picture = page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("playground.picture", "target/playground.png"))));

        assertTrue(picture.length < 300 * 1024, () -> picture.length + " bytes");
    }

    @Test
    void goesToConnectWhereItIsToldTo() {
        Page page = shop.open(context, "/shop/playground#go=true&target=_blank");

        Page connect =
                page.waitForPopup(() -> page.locator("gigs-connect-button").click());

        connect.getByText("Complete").click();
        assertThat(page.locator("#outcome")).hasText("Connect has led back.");
    }

    private Page clicked(String hash) {
        Page page = shop.open(context, "/shop/playground" + hash);
        page.locator("gigs-connect-button").click();
        assertThat(page.getByLabel("Answered")).not().hasText("…");
        assertThat(page.getByLabel("Answered")).containsText("{");
        return page;
    }
}
