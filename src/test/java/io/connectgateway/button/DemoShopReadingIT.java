package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ForcedColors;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo shop's pages as they are read: by a screen reader, enlarged, and without colours. */
class DemoShopReadingIT {
    @RegisterExtension
    static final DemoShop shop = new DemoShop();

    private BrowserContext context;

    @AfterEach
    void close() {
        context.close();
    }

    @ParameterizedTest
    @CsvSource({"/shop, shop", "/shop/playground, playground", "/shop/callback, callback"})
    void isReadInOrder(String address, String tree) {
        Page page = open(new Browser.NewContextOptions(), address);

        assertThat(page.locator("body")).matchesAriaSnapshot(PartnerShop.resource(tree + ".aria.yaml"));
    }

    @ParameterizedTest
    @CsvSource({
        "success, All done",
        "abort, Nothing has changed",
        "auth_expired, That took too long",
        "not_allowed, That is not possible",
        "refunded, Back in the shop"
    })
    void announcesEachWayBackFromConnect(String status, String heading) {
        Page page = open(new Browser.NewContextOptions(), "/shop");
        var id = page.evaluate("""
                async () => {
                  const token = await (await fetch('/sandbox/tokens/known-user')).text();
                  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
                  const body = JSON.stringify({ intent: { type: 'viewSubscriptions' } });
                  return (await (await fetch('/connectSessions', { method: 'POST', headers, body })).json()).id;
                }""");
        Queue<Route> held = new ArrayDeque<>();
        page.route("**/connectSessions/*", held::add);

        page.navigate(shop.sandbox().apiUrl() + "/shop/callback?session_id=" + id + "&status=" + status);

        page.waitForCondition(() -> !held.isEmpty());
        var region = page.getByRole(AriaRole.STATUS);
        assertEquals("- status:\n  - heading \"One moment…\" [level=1]", region.ariaSnapshot());
        held.remove().resume();
        assertThat(page.getByText(heading)).isVisible();
        assertEquals("- status:\n  - heading \"" + heading + "\" [level=1]", region.ariaSnapshot());
    }

    @ParameterizedTest
    @EnumSource
    void cutsNothingOff(Layout layout) {
        for (var address : List.of(
                "/shop",
                "/shop/playground#caller=nobody&language=de",
                "/shop/callback?session_id=csn_1&status=abort")) {
            Page page = open(layout.on(new Browser.NewContextOptions()), address);
            if (address.startsWith("/shop/playground")) {
                page.waitForCondition(() -> "Erneut versuchen"
                        .equals(page.evaluate("document.querySelector('gigs-connect-button').messages?.retry")));
                page.locator("gigs-connect-button").click();
                assertThat(page.getByText("Bitte zuerst anmelden.")).isVisible();
            }
            layout.applyTo(page);

            assertEquals(List.of(), Layout.complaints(page), address);
            context.close();
        }
    }

    @Test
    void tellsWhatIsChosenWithoutItsOwnColors() {
        for (var address : List.of("/shop", "/shop/playground")) {
            Page page = open(new Browser.NewContextOptions().setForcedColors(ForcedColors.ACTIVE), address);

            assertNotEquals(background(page, "Jerry, a customer"), background(page, "Nobody"));
            context.close();
        }
    }

    private static Object background(Page page, String label) {
        return page.getByText(label).evaluate("label => getComputedStyle(label).backgroundColor");
    }

    private Page open(Browser.NewContextOptions options, String address) {
        context = shop.browser().newContext(options);
        return shop.open(context, address);
    }
}
