package io.connectgateway.button;

import static io.connectgateway.button.EnginePage.eventually;
import static io.connectgateway.button.EnginePage.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Json;
import io.connectgateway.sandbox.Options;
import io.connectgateway.sandbox.Sandbox;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/** From the sandbox's shop to the Connect stand-in and back, through the packaged function. */
abstract class RoundTripTest {
    private static Sandbox sandbox;

    @RegisterExtension
    private final EngineShop shop;

    RoundTripTest(Engine engine) {
        shop = new EngineShop(engine);
    }

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start(Options.forTests());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Complete, success, All done",
        "Cancel, abort, Nothing has changed",
    })
    void goesToConnectAndBackToTheOutcome(String link, String status, String outcome) {
        goToConnect("checkoutNewSubscription");
        assertTrue(shop.page.url().startsWith(sandbox.connectOrigin() + "/"));

        follow(link);

        awaitOutcome(outcome);
        assertEquals(status, text("#status"));
        assertEquals(
                "checkoutNewSubscription",
                Json.parse(text("#session")).at("/intent/type").asText());
    }

    @Test
    void hasNothingOfConnectsInTheAddressOneSecondAfterItIsLoaded() {
        goToConnect("viewSubscription");
        follow("Complete");
        shop.page.await("document.title === 'Back at Vandelay Mobile' && document.readyState === 'complete'");
        sleep(1000);

        assertEquals(sandbox.apiUrl() + "/shop/callback", shop.page.evaluate("location.href"));
        assertEquals(sandbox.apiUrl() + "/shop/callback", shop.page.url());
        awaitOutcome("All done");
    }

    @Test
    void comesBackToAnIdleShop() {
        goToConnect("viewSubscription");
        follow("Complete");
        awaitOutcome("All done");

        follow("Back to the shop");

        eventually("idle", () -> shop.page.evaluate(button("viewSubscription") + ".state"));
        eventually(true, () -> text("#answered").contains("\"object\": \"connectSession\""));
    }

    private void goToConnect(String intent) {
        shop.page.navigate(sandbox.apiUrl() + "/shop");
        shop.page.await("document.documentElement.dataset.theme === 'light'");
        shop.page.click(shop.buttonOf(button(intent)));
        eventually(intent, () -> text("h1"));
    }

    private static String button(String intent) {
        return "document.querySelector('gigs-connect-button[intent=%s]')".formatted(intent);
    }

    private void follow(String link) {
        shop.page.click(shop.page.driver.findElement(By.linkText(link)));
    }

    private void awaitOutcome(String text) {
        eventually(
                text,
                () -> shop.page.driver.findElements(By.cssSelector("gigs-connect-return h1")).stream()
                        .filter(heading -> heading.isDisplayed())
                        .map(heading -> heading.getText())
                        .reduce("", String::concat));
    }

    private String text(String selector) {
        return shop.page.driver.findElement(By.cssSelector(selector)).getDomProperty("textContent");
    }
}
