package io.connectgateway.button;

import static io.connectgateway.button.EnginePage.eventually;
import static io.connectgateway.button.ShopServers.SESSION_URL;
import static io.connectgateway.button.ShopServers.error;
import static io.connectgateway.button.ShopServers.session;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code target="_blank"}: Connect in a tab of its own. */
abstract class ButtonTabTest {
    @RegisterExtension
    private final EngineShop shop;

    ButtonTabTest(Engine engine) {
        shop = new EngineShop(engine);
    }

    @Test
    void opensInsideTheClickWithoutAWayBackToThePage() {
        shop.answer(session(SESSION_URL).withFixedDelay(1500));
        var tab = openTab();

        assertEquals("about:blank", shop.page.in(tab, shop.page::url));
        eventually(SESSION_URL, () -> shop.page.in(tab, shop.page::url));

        assertEquals(true, shop.page.in(tab, () -> shop.page.evaluate("opener === null")));
        shop.awaitState("idle");
        assertEquals(ShopServers.SHOP + "/", shop.page.url());
    }

    @Test
    void closesTheTabOnAnError() {
        shop.answer(error(502, "internal", "gigsUnavailable").withFixedDelay(500));
        var tab = openTab();

        shop.page.awaitClosed(tab);

        shop.awaitState("error");
    }

    @Test
    void closesTheTabWhereThePageNavigatesByItself() {
        shop.answer(session(SESSION_URL).withFixedDelay(500));
        shop.openButton("target='_blank'");
        shop.page.evaluate("shop.cancel = ['connect-session']");
        var tab = shop.page.tabOf(() -> shop.page.click(shop.button()));

        shop.page.awaitClosed(tab);

        shop.awaitState("idle");
    }

    @Test
    void isIdleAgainWhenTheTabIsClosed() {
        shop.answer(session(SESSION_URL).withFixedDelay(1500));
        var tab = openTab();

        shop.page.close(tab);

        shop.awaitState("idle");
        assertEquals(1, shop.events().size());
    }

    @Test
    void usesThisTabWhereTheBrowserBlocksAnother() {
        shop.openButton("target='_blank'");
        shop.page.evaluate("window.open = () => null");

        shop.page.click(shop.button());

        shop.page.awaitUrl(SESSION_URL);
        assertEquals(1, shop.page.windows().size());
    }

    @Test
    void opensNoTabWhenThePageCancelsTheRequest() {
        shop.openButton("target='_blank'");
        shop.page.evaluate("shop.cancel = ['connect-before']");

        shop.page.click(shop.button());

        shop.page.await("shop.events.length === 1");
        assertEquals(1, shop.page.windows().size());
    }

    private String openTab() {
        shop.openButton("target='_blank'");
        return shop.page.tabOf(() -> shop.page.click(shop.button()));
    }
}
