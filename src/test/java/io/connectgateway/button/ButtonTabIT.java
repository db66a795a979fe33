package io.connectgateway.button;

import static io.connectgateway.button.PartnerShop.SESSION_URL;
import static io.connectgateway.button.PartnerShop.error;
import static io.connectgateway.button.PartnerShop.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code target="_blank"}: Connect in a tab of its own. */
class ButtonTabIT {
    @RegisterExtension
    static final PartnerShop shop = new PartnerShop();

    @Test
    void opensInsideTheClickWithoutAWayBackToThePage() {
        shop.answer(session(SESSION_URL).withFixedDelay(1500));
        var tab = openTab();

        assertEquals("about:blank", tab.url());
        tab.waitForURL(SESSION_URL);

        assertEquals(true, tab.evaluate("opener === null"));
        shop.awaitState("idle");
        assertEquals(PartnerShop.SHOP + "/", shop.page.url());
    }

    @Test
    void closesTheTabOnAnError() {
        shop.answer(error(502, "internal", "gigsUnavailable").withFixedDelay(500));
        var tab = openTab();

        tab.waitForClose(() -> {});

        shop.awaitState("error");
    }

    @Test
    void closesTheTabWhereThePageNavigatesByItself() {
        shop.answer(session(SESSION_URL).withFixedDelay(500));
        shop.openButton("target='_blank'");
        shop.page.evaluate("shop.cancel = ['connect-session']");
        var tab = shop.page.waitForPopup(() -> shop.button().click());

        tab.waitForClose(() -> {});

        shop.awaitState("idle");
    }

    @Test
    void isIdleAgainWhenTheTabIsClosed() {
        shop.answer(session(SESSION_URL).withFixedDelay(1500));
        var tab = openTab();

        tab.close();

        shop.awaitState("idle");
        assertEquals(1, shop.events().size());
    }

    @Test
    void usesThisTabWhereTheBrowserBlocksAnother() {
        shop.openButton("target='_blank'");
        shop.page.evaluate("window.open = () => null");

        shop.button().click();

        shop.page.waitForURL(SESSION_URL);
        assertEquals(1, shop.page.context().pages().size());
    }

    @Test
    void opensNoTabWhenThePageCancelsTheRequest() {
        shop.openButton("target='_blank'");
        shop.page.evaluate("shop.cancel = ['connect-before']");

        shop.button().click();

        shop.await("shop.events.length === 1");
        assertTrue(shop.page.context().pages().size() == 1);
    }

    private static Page openTab() {
        shop.openButton("target='_blank'");
        return shop.page.waitForPopup(() -> shop.button().click());
    }
}
