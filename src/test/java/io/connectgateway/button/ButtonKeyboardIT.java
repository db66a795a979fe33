package io.connectgateway.button;

import static io.connectgateway.button.PartnerShop.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keyboard alone leads through every state, in the order that is seen, and the focus is never lost. */
class ButtonKeyboardIT {
    @RegisterExtension
    static final PartnerShop shop = new PartnerShop();

    @ParameterizedTest
    @ValueSource(strings = {"ltr", "rtl"})
    void goesThroughEveryStateByKeyboardInTheOrderThatIsSeen(String direction) {
        shop.answer(
                error(502, "internal", "gigsUnavailable").withFixedDelay(2000),
                error(503, "internal", "tokenUnavailable"),
                error(403, "permissionDenied", "intentNotAllowed"));
        shop.stub(
                PartnerShop.SHOP,
                WireMock.get("/shop.css"),
                PartnerShop.css("main { display: flex; gap: 1em; align-items: start }"));
        shop.open("""
                <a href="#before">Before</a>
                <gigs-connect-button endpoint="%s" intent="viewSubscriptions">Get your eSIM</gigs-connect-button>
                <a href="#after">After</a>""".formatted(PartnerShop.GATEWAY));
        shop.page.evaluate("""
                direction => {
                  document.dir = direction;
                  shop.lost = 0;
                  document.addEventListener('focusout', () => setTimeout(() => {
                    if (document.activeElement === document.body) shop.lost++;
                  }));
                }""", direction);

        press("Tab", "Before");
        press("Tab", "Get your eSIM");
        press("Enter", "Get your eSIM");
        shop.awaitState("busy");
        press("Tab", "After");
        press("Shift+Tab", "Get your eSIM");
        shop.awaitState("error");
        assertEquals("Get your eSIM", focused());
        assertSeenInOrder(direction);

        press("Tab", "Try again");
        press("Tab", "After");
        press("Shift+Tab", "Try again");
        press("Space", "Get your eSIM");
        shop.awaitState("error");
        press("Tab", "Try again");
        press("Enter", "Get your eSIM");
        shop.await("shop.events.length === 6");
        press("Tab", "After");
        press("Shift+Tab", "Get your eSIM");
        press("Shift+Tab", "Before");

        shop.page.evaluate("document.querySelector('gigs-connect-button').disabled = true");
        press("Tab", "After");
        assertEquals(0, shop.page.evaluate("shop.lost"));
    }

    private static void press(String key, String focused) {
        shop.page.keyboard().press(key);
        assertEquals(focused, focused(), key);
    }

    private static Object focused() {
        return shop.page.evaluate("""
                () => {
                  const { activeElement } = document;
                  const inner = activeElement.shadowRoot?.activeElement ?? activeElement;
                  return (inner.querySelector('slot') ? activeElement : inner).textContent.trim();
                }""");
    }

    /** Before, button, after along the line; message and retry below the button, from where the line begins. */
    private static void assertSeenInOrder(String direction) {
        boolean mirrored = direction.equals("rtl");
        var line = List.of("Before", "Get your eSIM", "After").stream()
                .map(text -> start(shop.page.getByText(text), mirrored))
                .toList();
        assertTrue(line.get(0) < line.get(1) && line.get(1) < line.get(2), line::toString);
        var below = List.of(shop.button(), shop.status(), shop.retry()).stream()
                .map(element -> element.boundingBox().y)
                .toList();
        assertTrue(below.get(0) < below.get(1) && below.get(1) < below.get(2), below::toString);
        assertEquals(start(shop.button(), mirrored), start(shop.retry(), mirrored), 1);
    }

    private static double start(Locator element, boolean mirrored) {
        var box = element.boundingBox();
        return mirrored ? -(box.x + box.width) : box.x;
    }
}
