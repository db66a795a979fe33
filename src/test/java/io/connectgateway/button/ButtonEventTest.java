package io.connectgateway.button;

import static io.connectgateway.button.ShopServers.SESSION_URL;
import static io.connectgateway.button.ShopServers.SHOP;
import static io.connectgateway.button.ShopServers.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The events that a page gets on a click, and what it can change. */
abstract class ButtonEventTest {
    @RegisterExtension
    private final EngineShop shop;

    ButtonEventTest(Engine engine) {
        shop = new EngineShop(engine);
    }

    @Test
    void tellsThePageOfTheRequestAndOfTheSession() {
        cancel("connect-session");

        shop.page.click(shop.button());
        shop.page.await("shop.events.length === 2");

        assertEquals(
                Json.parse("""
                [{"name":"connect-before","composed":true,"target":"","detail":{"request":
                   {"intent":{"type":"checkoutNewSubscription","checkoutNewSubscription":{"plan":"pln_1"}}}}},
                 {"name":"connect-session","composed":true,"target":"","detail":{"session":
                   {"object":"connectSession","id":"csn_1","url":"%s"}}}]""".formatted(SESSION_URL)), Json.parse(shop.events().toString()));
    }

    @Test
    void staysWhereThePageNavigatesByItself() {
        cancel("connect-session");

        shop.page.click(shop.button());
        shop.page.await("shop.events.length === 2");
        shop.awaitState("idle");

        assertEquals(SHOP + "/", shop.page.url());
    }

    @Test
    void keepsTheSessionUrlAndTheTokenOutOfTheDocument() {
        cancel("connect-session");

        shop.page.click(shop.button());
        shop.page.await("shop.events.length === 2");

        var html = (String) shop.page.evaluate("""
                document.documentElement.outerHTML + document.querySelector('gigs-connect-button').shadowRoot.innerHTML""");
        assertTrue(html.contains("Get your eSIM"));
        assertFalse(html.contains("token"), html);
        assertFalse(html.contains("connect.gigs.com"), html);
    }

    @Test
    void asksForNoTokenAndNoSessionWhenThePageCancels() {
        cancel("connect-before");

        shop.page.click(shop.button());

        shop.awaitState("idle");
        assertEquals(1, shop.events().size());
        assertEquals(0, shop.tokenRequests().size());
        assertEquals(0, shop.requests().size());
    }

    @Test
    void sendsTheRequestAsThePageChangedIt() {
        shop.openButton("");
        shop.page.evaluate("""
                document.addEventListener('connect-before',
                  (event) => { event.detail.request.userDetails = { preferredLocale: 'fr-FR' } })""");

        shop.page.click(shop.button());
        shop.page.awaitUrl(SESSION_URL);

        var body = Json.parse(shop.requests().get(0).getBodyAsString());
        assertEquals("fr-FR", body.at("/userDetails/preferredLocale").asText());
    }

    @Test
    void leavesTheErrorToAPageThatCancelsIt() {
        shop.answer(error(502, "internal", "gigsUnavailable"));
        cancel("connect-error");

        shop.page.click(shop.button());
        shop.page.await("shop.events.length === 2");

        shop.awaitState("idle");
        shop.awaitStatus("");
    }

    private void cancel(String event) {
        shop.openButton("");
        shop.page.evaluate("name => { shop.cancel = [name] }", event);
    }
}
