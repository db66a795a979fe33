package io.connectgateway.button;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo shop's pages by keyboard: the order is the one that is seen, and the focus is seen everywhere. */
class DemoShopFocusIT {
    @RegisterExtension
    static final DemoShop shop = new DemoShop();

    private BrowserContext context;

    @BeforeEach
    void open() {
        // High enough that nothing scrolls.
        context = shop.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 2000));
    }

    @AfterEach
    void close() {
        context.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/shop, light, ltr, 20",
        "/shop, dark, rtl, 20",
        "/shop/playground, light, ltr, 23",
        "/shop/playground, dark, rtl, 23",
        "/shop/callback, light, ltr, 2",
        "/shop/callback, dark, rtl, 2"
    })
    void showsTheFocusEverywhereAndMovesItInTheOrderThatIsSeen(String address, String theme, String dir, int stops) {
        context.addInitScript("""
                sessionStorage.setItem('settings', JSON.stringify({ caller: 'known-user', theme: '%s', target: '' }))""".formatted(theme));
        Page page = shop.open(context, address);
        page.evaluate("dir => { document.dir = dir }", dir);
        page.waitForTimeout(300);
        var ring = FocusRing.of(page);
        List<String> unseen = new ArrayList<>();
        List<String> order = new ArrayList<>();

        FocusRing.Focused before = null;
        page.keyboard().press("Tab");
        for (var now = ring.focused(); now != null && order.size() < 60; now = ring.focused()) {
            order.add(now.text());
            if (ring.share(now) < .8) {
                unseen.add(now.text() + " " + ring.share(now));
            }
            assertTrue(before == null || follows(before, now, dir), before + " comes before " + now);
            before = now;
            page.keyboard().press("Tab");
        }

        assertEquals(List.of(), unseen, "no ring of 3:1");
        assertEquals(stops, order.size(), order::toString);
    }

    @Test
    void theMeasureTellsContrastAsWcagDoes() {
        assertEquals(21, FocusRing.contrast(0xffffff, 0x000000), .01);
        assertEquals(4.54, FocusRing.contrast(0x767676, 0xffffff), .01);
    }

    /** Below, or beside it in the direction of the line: in the same row, or in the next column. */
    private static boolean follows(FocusRing.Focused before, FocusRing.Focused now, String direction) {
        var one = before.box();
        var other = now.box();
        return other.y >= one.y + one.height - 1
                || (direction.equals("ltr") ? other.x >= one.x + one.width - 1 : other.x + other.width - 1 <= one.x);
    }
}
