package io.connectgateway.button;

import static io.connectgateway.button.EnginePage.eventually;
import static io.connectgateway.button.ShopServers.SESSION_URL;
import static io.connectgateway.button.ShopServers.error;
import static io.connectgateway.button.ShopServers.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Idle, busy, error, and the ways between them. */
abstract class ButtonStateTest {
    @RegisterExtension
    private final EngineShop shop;

    ButtonStateTest(Engine engine) {
        shop = new EngineShop(engine);
    }

    @Test
    void isAnIdleButtonWithThePagesLabel() {
        shop.openButton("");

        eventually(true, () -> shop.button().isEnabled());
        eventually("false", () -> shop.button().getDomAttribute("aria-busy"));
        shop.awaitStatus("");
        eventually(false, () -> shop.retry().isDisplayed());
    }

    @Test
    void isBusyUntilThePageIsGone() {
        shop.answer(session(SESSION_URL).withFixedDelay(1500));
        shop.openButton("");

        shop.page.click(shop.button());

        eventually("true", () -> shop.button().getDomAttribute("aria-busy"));
        eventually("true", () -> shop.button().getDomAttribute("aria-disabled"));
        eventually("button busy", () -> shop.button().getDomAttribute("part"));
        shop.awaitStatus("One moment…");
        shop.page.awaitUrl(SESSION_URL);
    }

    @ParameterizedTest
    @EnumSource(
            value = Keys.class,
            names = {"ENTER", "SPACE"})
    void worksByKeyboardAndAsksOnce(Keys key) {
        shop.answer(session(SESSION_URL).withFixedDelay(1000));
        shop.openButton("");

        shop.page.press(Keys.TAB);
        eventually(true, () -> shop.hasFocus(shop.button()));
        shop.page.press(key);
        shop.page.press(key);

        eventually(true, () -> shop.hasFocus(shop.button()));
        shop.page.awaitUrl(SESSION_URL);
        assertEquals(1, shop.requests().size());
    }

    @Test
    void asksOnceOnADoubleClick() {
        shop.answer(session(SESSION_URL).withFixedDelay(1000));
        shop.openButton("");

        new Actions(shop.page.driver).doubleClick(shop.button()).perform();
        shop.page.click(shop.button());

        shop.page.awaitUrl(SESSION_URL);
        assertEquals(1, shop.requests().size());
    }

    @Test
    void offersARetryThatKeepsTheFocus() {
        shop.answer(
                error(502, "internal", "gigsUnavailable"), session(SESSION_URL).withFixedDelay(1000));
        shop.openButton("");

        shop.page.click(shop.button());
        shop.awaitStatus("Something went wrong.");
        eventually("false", () -> shop.button().getDomAttribute("aria-busy"));
        shop.page.press(Keys.TAB);
        eventually(true, () -> shop.hasFocus(shop.retry()));
        shop.page.press(Keys.ENTER);

        eventually(false, () -> shop.retry().isDisplayed());
        eventually(true, () -> shop.hasFocus(shop.button()));
        shop.page.awaitUrl(SESSION_URL);
        assertEquals(2, shop.requests().size());
    }

    @Test
    void offersNoRetryOfWhatCannotSucceed() {
        shop.answer(error(403, "permissionDenied", "intentNotAllowed"));
        shop.openButton("");

        shop.page.click(shop.button());

        shop.awaitStatus("Not available to you.");
        eventually(false, () -> shop.retry().isDisplayed());
        eventually(true, () -> shop.button().isEnabled());
    }

    @Test
    void isIdleWhenThePersonComesBackFromConnect() {
        shop.openButton("");
        shop.page.click(shop.button());
        shop.page.awaitUrl(SESSION_URL);

        shop.page.evaluate("void setTimeout(() => history.back())");
        shop.page.awaitUrl(ShopServers.SHOP + "/");

        // Restored from the back/forward cache, not loaded again: the record of before is still there.
        assertFalse(shop.events().isEmpty());
        shop.awaitState("idle");
        shop.page.click(shop.button());
        shop.page.awaitUrl(SESSION_URL);
        assertEquals(2, shop.requests().size());
    }

    @Test
    void isIdleAgainWhereThePageStaysAfterAll() {
        shop.answer(session("https://connect.gigs.com/download"));
        shop.stub(
                ShopServers.CONNECT,
                WireMock.get("/download"),
                WireMock.aResponse().withStatus(204));
        shop.openButton("");
        shop.page.evaluate("document.querySelector('gigs-connect-button').timeout = 1500");

        shop.page.click(shop.button());

        shop.page.await("shop.events.length === 2");
        shop.awaitState("busy");
        shop.awaitState("idle");
    }

    @Test
    void abandonsItsRequestWhenItIsRemovedFromThePage() {
        shop.answer(session(SESSION_URL).withFixedDelay(1000));
        shop.openButton("");

        shop.page.click(shop.button());
        shop.page.evaluate("""
                async () => {
                  const button = document.querySelector('gigs-connect-button');
                  button.remove();
                  await new Promise((resolve) => setTimeout(resolve, 1500));
                  document.querySelector('main').append(button);
                }""");

        shop.awaitState("idle");
        assertEquals(1, shop.events().size());
        assertEquals(ShopServers.SHOP + "/", shop.page.url());
    }

    @Test
    void doesNothingWhileDisabled() {
        shop.openButton("disabled");

        eventually(false, () -> shop.button().isEnabled());
        shop.page.evaluate("document.querySelector('gigs-connect-button').click()");
        assertEquals(0, shop.events().size());

        shop.page.evaluate("document.querySelector('gigs-connect-button').disabled = false");
        shop.page.evaluate("document.querySelector('gigs-connect-button').click()");
        shop.page.awaitUrl(SESSION_URL);
    }

    @Test
    void speaksThePagesLanguage() {
        shop.answer(error(403, "permissionDenied", "planNotAllowed"), error(502, "internal", "gigsUnreachable"));
        shop.openButton("");
        shop.page.evaluate("""
                document.querySelector('gigs-connect-button').messages =
                  { planNotAllowed: 'Diesen Tarif gibt es nicht mehr.', error: 'Das hat nicht geklappt.', retry: 'Nochmal' }""");

        shop.page.click(shop.button());
        shop.awaitStatus("Diesen Tarif gibt es nicht mehr.");
        shop.page.click(shop.button());
        shop.awaitStatus("Das hat nicht geklappt.");
        eventually("Nochmal", () -> shop.retry().getText());
    }

    @Test
    void speaksOneLanguageOnAllOfAPage() {
        shop.answer(error(429, "tooManyRequests", "rateLimited"));
        shop.openButton("");
        shop.page.evaluate("customElements.get('gigs-connect-button').messages.tooManyRequests = 'Gleich wieder.'");

        shop.page.click(shop.button());

        shop.awaitStatus("Gleich wieder.");
    }
}
