package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.connectgateway.button.PartnerShop.SESSION_URL;
import static io.connectgateway.button.PartnerShop.error;
import static io.connectgateway.button.PartnerShop.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Idle, busy, error, and the ways between them. */
class ButtonStateIT {
    @RegisterExtension
    static final PartnerShop shop = new PartnerShop();

    @Test
    void isAnIdleButtonWithThePagesLabel() {
        shop.openButton("");

        assertThat(shop.button()).isEnabled();
        assertThat(shop.button()).hasAttribute("aria-busy", "false");
        assertThat(shop.status()).isEmpty();
        assertThat(shop.retry()).isHidden();
    }

    @Test
    void isBusyUntilThePageIsGone() {
        shop.answer(session(SESSION_URL).withFixedDelay(1500));
        shop.openButton("");

        shop.button().click();

        assertThat(shop.button()).hasAttribute("aria-busy", "true");
        assertThat(shop.button()).hasAttribute("aria-disabled", "true");
        assertThat(shop.button()).hasAttribute("part", "button busy");
        assertThat(shop.status()).hasText("One moment…");
        shop.page.waitForURL(SESSION_URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Enter", "Space"})
    void worksByKeyboardAndAsksOnce(String key) {
        shop.answer(session(SESSION_URL).withFixedDelay(1000));
        shop.openButton("");

        shop.page.keyboard().press("Tab");
        assertThat(shop.button()).isFocused();
        shop.page.keyboard().press(key);
        shop.page.keyboard().press(key);

        assertThat(shop.button()).isFocused();
        shop.page.waitForURL(SESSION_URL);
        assertEquals(1, shop.requests().size());
    }

    @Test
    void asksOnceOnADoubleClick() {
        shop.answer(session(SESSION_URL).withFixedDelay(1000));
        shop.openButton("");

        shop.button().dblclick();
        shop.button().click(new Locator.ClickOptions().setForce(true));

        shop.page.waitForURL(SESSION_URL);
        assertEquals(1, shop.requests().size());
    }

    @Test
    void offersARetryThatKeepsTheFocus() {
        shop.answer(
                error(502, "internal", "gigsUnavailable"), session(SESSION_URL).withFixedDelay(1000));
        shop.openButton("");

        shop.button().click();
        assertThat(shop.status()).hasText("Something went wrong.");
        assertThat(shop.button()).hasAttribute("aria-busy", "false");
        shop.page.keyboard().press("Tab");
        assertThat(shop.retry()).isFocused();
        shop.page.keyboard().press("Enter");

        assertThat(shop.retry()).isHidden();
        assertThat(shop.button()).isFocused();
        shop.page.waitForURL(SESSION_URL);
        assertEquals(2, shop.requests().size());
    }

    @Test
    void offersNoRetryOfWhatCannotSucceed() {
        shop.answer(error(403, "permissionDenied", "intentNotAllowed"));
        shop.openButton("");

        shop.button().click();

        assertThat(shop.status()).hasText("Not available to you.");
        assertThat(shop.retry()).isHidden();
        assertThat(shop.button()).isEnabled();
    }

    @Test
    void isIdleWhenThePersonComesBackFromConnect() {
        shop.openButton("");
        shop.button().click();
        shop.page.waitForURL(SESSION_URL);

        shop.page.evaluate("setTimeout(() => history.back())");
        shop.page.waitForURL(PartnerShop.SHOP + "/", new Page.WaitForURLOptions().setWaitUntil(WaitUntilState.COMMIT));

        // Restored from the back/forward cache, not loaded again: the record of before is still there.
        assertFalse(shop.events().isEmpty());
        shop.awaitState("idle");
        shop.button().click();
        shop.page.waitForURL(SESSION_URL);
        assertEquals(2, shop.requests().size());
    }

    @Test
    void isIdleAgainWhereThePageStaysAfterAll() {
        shop.answer(session("https://connect.gigs.com/download"));
        shop.stub(
                PartnerShop.CONNECT,
                com.github.tomakehurst.wiremock.client.WireMock.get("/download"),
                com.github.tomakehurst.wiremock.client.WireMock.aResponse().withStatus(204));
        shop.openButton("");
        shop.page.evaluate("document.querySelector('gigs-connect-button').timeout = 1500");

        shop.button().click();

        shop.await("shop.events.length === 2");
        shop.awaitState("busy");
        shop.awaitState("idle");
    }

    @Test
    void abandonsItsRequestWhenItIsRemovedFromThePage() {
        shop.answer(session(SESSION_URL).withFixedDelay(1000));
        shop.openButton("");

        shop.button().click();
        shop.page.evaluate("""
                (async () => {
                  const button = document.querySelector('gigs-connect-button');
                  button.remove();
                  await new Promise((resolve) => setTimeout(resolve, 1500));
                  document.querySelector('main').append(button);
                })()""");

        shop.awaitState("idle");
        assertEquals(1, shop.events().size());
        assertEquals(PartnerShop.SHOP + "/", shop.page.url());
    }

    @Test
    void doesNothingWhileDisabled() {
        shop.openButton("disabled");

        assertThat(shop.button()).isDisabled();
        shop.page.evaluate("document.querySelector('gigs-connect-button').click()");
        assertEquals(0, shop.events().size());

        shop.page.evaluate("document.querySelector('gigs-connect-button').disabled = false");
        shop.page.evaluate("document.querySelector('gigs-connect-button').click()");
        shop.page.waitForURL(SESSION_URL);
    }

    @Test
    void speaksThePagesLanguage() {
        shop.answer(error(403, "permissionDenied", "planNotAllowed"), error(502, "internal", "gigsUnreachable"));
        shop.openButton("");
        shop.page.evaluate("""
                document.querySelector('gigs-connect-button').messages =
                  { planNotAllowed: 'Diesen Tarif gibt es nicht mehr.', error: 'Das hat nicht geklappt.', retry: 'Nochmal' };""");

        shop.button().click();
        assertThat(shop.status()).hasText("Diesen Tarif gibt es nicht mehr.");
        shop.button().click();
        assertThat(shop.status()).hasText("Das hat nicht geklappt.");
        assertThat(shop.page.getByText("Nochmal")).isVisible();
    }

    @Test
    void speaksOneLanguageOnAllOfAPage() {
        shop.answer(error(429, "tooManyRequests", "rateLimited"));
        shop.openButton("");
        shop.page.evaluate("customElements.get('gigs-connect-button').messages.tooManyRequests = 'Gleich wieder.'");

        shop.button().click();

        assertThat(shop.status()).hasText("Gleich wieder.");
    }
}
