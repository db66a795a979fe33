package io.connectgateway.button;

import static io.connectgateway.button.PartnerShop.GATEWAY;
import static io.connectgateway.button.PartnerShop.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state of the button, in every language and with long labels, is read at any size of text and window. */
class ButtonReflowIT {
    private static final List<String> LANGUAGES = List.of("de", "es", "fr", "it", "nl", "pl", "pt", "tr");

    @RegisterExtension
    static final PartnerShop shop = new PartnerShop();

    @ParameterizedTest
    @EnumSource
    void cutsNothingOffInAnyStateAndLanguage(Layout layout) {
        shop.answer(error(502, "internal", "gigsUnavailable").withFixedDelay(1500));
        layout.on(shop.options);
        var page = openButtons();
        layout.applyTo(page);
        assertEquals(List.of(), Layout.complaints(page), "idle");

        page.evaluate("for (const button of document.querySelectorAll('gigs-connect-button')) button.click()");
        shop.await("[...document.querySelectorAll('gigs-connect-button')].every(({ state }) => state === 'busy')");
        assertEquals(List.of(), Layout.complaints(page), "busy");

        shop.await("[...document.querySelectorAll('gigs-connect-button')].every(({ state }) => state === 'error')");
        assertEquals(List.of(), Layout.complaints(page), "error");
        assertTrue(page.getByText("Spróbuj ponownie").isVisible());
    }

    @Test
    void theCheckFindsWhatIsCutOff() {
        Layout.ZOOMED.on(shop.options);
        shop.stub(PartnerShop.SHOP, WireMock.get("/shop.css"), PartnerShop.css("""
                gigs-connect-button::part(button) { white-space: nowrap; overflow: hidden; max-width: 15rem }
                h1 { height: .5em; overflow: hidden }"""));
        var complaints = Layout.complaints(openButtons()).toString();

        assertTrue(complaints.contains("out of button: Mobilfunkvertrag"), complaints);
        assertTrue(complaints.contains("out of h1: A partner's shop"), complaints);
    }

    @Test
    void givesTheRetryRoomForAFingerInSmallTextToo() {
        shop.answer(error(502, "internal", "gigsUnavailable"));
        shop.stub(PartnerShop.SHOP, WireMock.get("/shop.css"), PartnerShop.css("body { font: 12px/1 sans-serif }"));
        shop.openButton("");
        shop.button().click();

        var box = shop.retry().boundingBox();

        assertTrue(box.height >= 24 && box.width >= 24, () -> box.width + " x " + box.height);
    }

    /** One button in each language, as wide as its label wants to be. */
    private static Page openButtons() {
        var page = shop.open(("<gigs-connect-button endpoint='%s' intent='viewSubscriptions'>".formatted(GATEWAY)
                        + "Mobilfunkvertrag kostenpflichtig verlängern</gigs-connect-button><br>")
                .repeat(LANGUAGES.size()));
        page.evaluate("""
                ([gateway, languages]) => Promise.all(languages.map(async (language, i) => {
                  const button = document.querySelectorAll('gigs-connect-button')[i];
                  button.messages = (await import(`${gateway}/gigs-connect-button.${language}.js`)).default;
                  button.tokenProvider = () => 'token';
                }))""", List.of(GATEWAY, LANGUAGES));
        return page;
    }
}
