package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.connectgateway.button.PartnerShop.SESSION_URL;
import static io.connectgateway.button.PartnerShop.error;
import static io.connectgateway.button.PartnerShop.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Accessibility: axe-core finds no violation in any state, and the look follows the person's settings. */
class ButtonAccessibilityIT {
    enum Look {
        LIGHT,
        DARK,
        FORCED_COLORS,
        RIGHT_TO_LEFT;

        Browser.NewContextOptions on(Browser.NewContextOptions options) {
            return switch (this) {
                case LIGHT, RIGHT_TO_LEFT -> options.setColorScheme(ColorScheme.LIGHT);
                case DARK -> options.setColorScheme(ColorScheme.DARK);
                case FORCED_COLORS -> options.setForcedColors(ForcedColors.ACTIVE);
            };
        }
    }

    @RegisterExtension
    static final PartnerShop shop = new PartnerShop();

    @ParameterizedTest
    @EnumSource
    void hasNoViolationInAnyState(Look look) {
        shop.answer(error(502, "internal", "gigsUnavailable").withFixedDelay(5000));
        look.on(shop.options);
        shop.openButton("");
        if (look == Look.RIGHT_TO_LEFT) {
            shop.page.evaluate("document.documentElement.dir = 'rtl'");
        }

        assertAccessible("idle");
        shop.button().click();
        assertAccessible("busy");
        shop.awaitState("error");
        assertAccessible("error");
        shop.page.evaluate("document.querySelector('gigs-connect-button').disabled = true");
        assertAccessible("error");
    }

    @Test
    void theCheckFindsAViolation() {
        shop.open("<gigs-connect-button><img src='/icon.svg'></gigs-connect-button>");

        assertTrue(violations().toString().contains("image-alt"));
        assertTrue(shop.console.removeIf(line -> line.contains("icon.svg")));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void followsThePagesColorScheme(Look look) {
        look.on(shop.options);
        shop.openButton("");

        assertThat(shop.button()).hasCSS("background-color", look == Look.DARK ? "rgb(255, 255, 255)" : "rgb(0, 0, 0)");
    }

    @Test
    void prefersItsOwnThemeToThePages() {
        shop.options.setColorScheme(ColorScheme.LIGHT);
        shop.openButton("theme='dark'");
        assertThat(shop.button()).hasCSS("background-color", "rgb(255, 255, 255)");

        shop.page.evaluate("document.querySelector('gigs-connect-button').theme = 'light'");
        assertThat(shop.button()).hasCSS("background-color", "rgb(0, 0, 0)");
    }

    @Test
    void leavesItsColorsToForcedColors() {
        Look.FORCED_COLORS.on(shop.options).setColorScheme(ColorScheme.DARK);
        shop.openButton("theme='light'");

        assertEquals(true, shop.page.evaluate("""
                () => {
                  const button = document.querySelector('gigs-connect-button').shadowRoot.querySelector('button');
                  const probe = document.createElement('div');
                  document.querySelector('gigs-connect-button').shadowRoot.append(probe);
                  const system = (color) => { probe.style.color = color; return getComputedStyle(probe).color; };
                  const { backgroundColor, color } = getComputedStyle(button);
                  return backgroundColor === system('ButtonFace') && color === system('ButtonText');
                }"""));
    }

    @Test
    void animatesItsSpinnerOnlyWhereMotionIsAllowed() {
        shop.answer(session(SESSION_URL).withFixedDelay(3000));
        shop.options.setReducedMotion(ReducedMotion.REDUCE);
        shop.openButton("");
        shop.button().click();
        assertEquals("none", spinner("animationName"));

        shop.page.emulateMedia(
                new com.microsoft.playwright.Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        assertEquals("turn", spinner("animationName"));
    }

    @Test
    void putsTheSpinnerAtTheStartOfTheLine() {
        shop.answer(session(SESSION_URL).withFixedDelay(3000));
        shop.openButton("");
        shop.button().click();
        assertEquals("0px", spinner("marginLeft"));

        shop.page.evaluate("document.documentElement.dir = 'rtl'");
        assertEquals("0px", spinner("marginRight"));
    }

    @Test
    void showsWhereTheFocusIs() {
        shop.openButton("");
        assertThat(shop.button()).hasCSS("outline-style", "none");

        shop.page.keyboard().press("Tab");

        assertThat(shop.button()).hasCSS("outline", "rgb(0, 0, 0) solid 2px");
        assertThat(shop.button()).hasCSS("outline-offset", "2px");
    }

    @Test
    void isLargeEnoughToTouch() {
        shop.openButton("");

        assertTrue(shop.button().boundingBox().height >= 44);
    }

    private static void assertAccessible(String state) {
        shop.awaitState(state);
        assertEquals(List.of(), violations(), state);
    }

    private static List<?> violations() {
        return new AxeBuilder(shop.page).analyze().getViolations();
    }

    private static Object spinner(String property) {
        return shop.page.evaluate("""
                property => getComputedStyle(
                  document.querySelector('gigs-connect-button').shadowRoot.querySelector('button'), '::before')[property]""", property);
    }
}
