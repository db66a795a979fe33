package io.connectgateway.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of a URL, and the reason of a refusal. The table of callback URLs shows the syntax at length. */
class StrictUrlTest {

    @Test
    void keepsItsPartsAsTheyAreWritten() {
        assertEquals(
                new StrictUrl(new Origin("https", "shop.example", 443), "/caf%C3%A9", "x=%20", "y"),
                StrictUrl.parse("HTTPS://Shop.Example/caf%C3%A9?x=%20#y"));
        assertEquals(new StrictUrl(new Origin("myapp", "Done", -1), "/", "", ""), StrictUrl.parse("myapp://Done"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://@shop.example, must not have a user name or password",
        "https://shop.example/##, has more than one #",
        "https://shop.example?x=[, has a square bracket that must be percent-encoded"
    })
    void saysWhyAUrlIsRefused(String url, String problem) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> StrictUrl.parse(url));

        assertEquals(problem, refused.getMessage());
    }
}
