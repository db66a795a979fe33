package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.connectgateway.button.PartnerShop.SESSION_URL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without a network, which WebDriver cannot take away: in Chromium alone. */
class ButtonOfflineIT {
    @RegisterExtension
    static final PartnerShop shop = new PartnerShop();

    @Test
    void saysThatThePersonIsOffline() {
        shop.openButton("");
        shop.page.context().setOffline(true);

        shop.button().click();
        shop.awaitState("error");
        assertEquals("offline", shop.events().get(1).at("/detail/code").asText());
        assertThat(shop.status()).hasText("You are offline.");

        shop.page.context().setOffline(false);
        shop.retry().click();
        shop.page.waitForURL(SESSION_URL);
    }
}
