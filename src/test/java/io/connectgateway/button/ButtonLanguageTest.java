package io.connectgateway.button;

import static io.connectgateway.button.EnginePage.eventually;
import static io.connectgateway.button.ShopServers.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The languages: each complete, and spoken where the page speaks it. */
abstract class ButtonLanguageTest {
    @RegisterExtension
    private final EngineShop shop;

    ButtonLanguageTest(Engine engine) {
        shop = new EngineShop(engine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "es", "fr", "it", "nl", "pl", "pt", "tr"})
    void saysAllThatTheButtonSays(String language) {
        shop.openButton("");
        var english = texts("customElements.get('gigs-connect-button').messages");
        load(language, language);

        var messages = texts("customElements.get('gigs-connect-button').messages");

        assertEquals(messages, texts("language"));
        assertEquals(keys(english), keys(messages));
        english.properties().forEach(text -> {
            var own = messages.path(text.getKey()).asText();
            assertNotEquals(text.getValue().asText(), own, text.getKey());
            assertTrue(own.length() > 4 && own.length() <= 40, own);
        });
    }

    @ParameterizedTest
    @CsvSource({"de, Keine", "de-AT, Keine", "DE-ch, Keine", "en, You", "den, You", "fr, You", "'', You"})
    void speaksOnlyWhereThePageSpeaksIt(String page, String first) {
        shop.openButton("");

        load("de", page);

        var offline =
                texts("customElements.get('gigs-connect-button').messages").path("offline");
        assertEquals(first, offline.asText().split(" ")[0]);
    }

    @Test
    void isWhatAPersonReads() {
        shop.answer(error(502, "internal", "gigsUnavailable").withFixedDelay(500));
        shop.openButton("");
        load("fr", "fr-CH");

        shop.page.click(shop.button());

        shop.awaitStatus("Un instant…");
        shop.awaitStatus("Une erreur s’est produite.");
        eventually("Réessayer", () -> shop.retry().getText());
    }

    @Test
    void speaksForOneButtonWhereThePageAsksForIt() {
        shop.answer(error(429, "tooManyRequests", "rateLimited"));
        shop.openButton("");
        load("tr", "en");
        shop.page.evaluate("document.querySelector('gigs-connect-button').messages = language");

        shop.page.click(shop.button());

        shop.awaitStatus("Çok fazla istek var.");
    }

    /** Loads a language into a page that has this {@code lang}. */
    private void load(String language, String page) {
        shop.page.evaluate("""
                async ([language, page]) => {
                  document.documentElement.lang = page;
                  const module = await import(`https://api.shop.example/gigs-connect-button.${language}.js`);
                  window.language = module.default;
                }""", List.of(language, page));
    }

    private JsonNode texts(String expression) {
        return Json.parse(shop.page.json(expression));
    }

    private static List<String> keys(JsonNode texts) {
        return texts.properties().stream().map(Map.Entry::getKey).toList();
    }
}
