package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.connectgateway.button.PartnerShop.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the browser tells assistive technology of the button in each state, and what is told apart without colours. */
class ButtonScreenReaderIT {
    @RegisterExtension
    static final PartnerShop shop = new PartnerShop();

    @Test
    void isReadInOrderInEveryState() {
        shop.answer(
                error(502, "internal", "gigsUnavailable").withFixedDelay(1500),
                error(403, "permissionDenied", "intentNotAllowed"));
        shop.openButton("");
        assertRead("""
                - button "Get your eSIM"
                - status""");

        shop.button().click();
        shop.awaitState("busy");
        assertRead("""
                - button "Get your eSIM" [disabled]
                - status: One moment…""");

        shop.awaitState("error");
        assertRead("""
                - button "Get your eSIM"
                - status: Something went wrong.
                - button "Try again\"""");

        shop.retry().click();
        assertThat(shop.status()).hasText("Not available to you.");
        assertRead("""
                - button "Get your eSIM"
                - status: Not available to you.""");

        shop.page.evaluate("document.querySelector('gigs-connect-button').disabled = true");
        assertRead("""
                - button "Get your eSIM" [disabled]
                - status: Not available to you.""");
    }

    @Test
    void announcesEachErrorTheSameOneTooInARegionThatWasThereBefore() {
        shop.answer(error(502, "internal", "gigsUnavailable"));
        shop.openButton("");
        shop.page.evaluate("""
                () => {
                  shop.announced = [];
                  const status = document.querySelector('gigs-connect-button').shadowRoot.querySelector('[role=status]');
                  new MutationObserver(() => status.textContent && shop.announced.push(status.textContent))
                    .observe(status, { childList: true, characterData: true, subtree: true });
                }""");

        shop.button().click();
        shop.awaitState("error");
        shop.retry().click();

        shop.await("shop.announced.length === 4");
        assertEquals(
                List.of("One moment…", "Something went wrong.", "One moment…", "Something went wrong."),
                shop.page.evaluate("shop.announced"));
    }

    @Test
    void tellsItsStatesApartInForcedColors() {
        shop.answer(error(502, "internal", "gigsUnavailable").withFixedDelay(1500));
        shop.options.setForcedColors(ForcedColors.ACTIVE);
        shop.openButton("");
        var enabled = style("color");
        assertNotEquals(style("backgroundColor"), style("borderTopColor"));
        assertEquals("none", style("outlineStyle"));

        shop.page.keyboard().press("Tab");
        assertEquals("solid 2px", style("outlineStyle") + " " + style("outlineWidth"));
        assertNotEquals(
                shop.page.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
                style("outlineColor"));

        shop.page.keyboard().press("Enter");
        assertThat(shop.button()).hasCSS("opacity", "1");
        assertEquals("visible", shop.page.evaluate("""
                getComputedStyle(document.querySelector('gigs-connect-button').shadowRoot.querySelector('.busy'), '::before').visibility"""));
        assertThat(shop.status()).hasText("Something went wrong.");
        assertThat(shop.retry()).hasCSS("text-decoration-line", "underline");

        shop.page.evaluate("document.querySelector('gigs-connect-button').disabled = true");
        assertNotEquals(enabled, style("color"));
        assertEquals("1", style("opacity"));
    }

    private static void assertRead(String tree) {
        assertEquals(
                "- heading \"A partner's shop\" [level=1]\n" + tree,
                shop.page
                        .locator("main")
                        .ariaSnapshot()
                        .replaceFirst("- main:\n", "")
                        .replaceAll("(?m)^  ", ""));
    }

    private static Object style(String property) {
        return shop.page.evaluate("""
                property => getComputedStyle(
                  document.querySelector('gigs-connect-button').shadowRoot.querySelector('button'))[property]""", property);
    }
}
