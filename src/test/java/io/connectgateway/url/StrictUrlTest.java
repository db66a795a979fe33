package io.connectgateway.url;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The parts of a URL. CallbackUrlsTest shows the syntax at length, and the reasons of a refusal. */
class StrictUrlTest {

    @Test
    void keepsItsPartsAsTheyAreWritten() {
        assertEquals(
                new StrictUrl(new Origin("https", "shop.example", 443), "/caf%C3%A9", "x=%20", "y"),
                StrictUrl.parse("HTTPS://Shop.Example/caf%C3%A9?x=%20#y"));
        assertEquals(new StrictUrl(new Origin("myapp", "Done", -1), "/", "", ""), StrictUrl.parse("myapp://Done"));
    }
}
