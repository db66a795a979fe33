package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.connectgateway.button.ReturnPage.known;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accessibility of the page that Connect leads back to: axe-core finds no violation, and screen readers are told. */
class ReturnAccessibilityIT {
    @RegisterExtension
    static final PartnerShop shop = new PartnerShop();

    @ParameterizedTest
    @CsvSource({
        "success, It worked",
        "abort, Nothing has changed",
        "auth_expired, Too late",
        "not_allowed, Not possible",
        "refunded, Look at your account",
    })
    void hasNoViolationBeforeOrWithTheOutcome(String status, String text) {
        ReturnPage.serve(shop, ReturnPage.HTML, known().withFixedDelay(3000));

        shop.visit("/done?session_id=csn_1&status=" + status);

        assertThat(shop.page.getByText("One moment")).isVisible();
        assertAccessible();
        assertThat(shop.page.getByText(text)).isVisible();
        assertThat(shop.status()).isVisible();
        assertAccessible();
    }

    private static void assertAccessible() {
        assertEquals(List.of(), new AxeBuilder(shop.page).analyze().getViolations());
    }
}
