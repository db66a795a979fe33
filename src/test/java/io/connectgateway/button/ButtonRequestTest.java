package io.connectgateway.button;

import static io.connectgateway.button.ShopServers.GATEWAY;
import static io.connectgateway.button.ShopServers.SHOP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a click sends. */
abstract class ButtonRequestTest {
    private static final String EVERY_ATTRIBUTE = """
            plan='pln_1' subscription='sub_1' addons='add_1, add_2
            add_3' payment='pay_1' sim='sim_1' device='dev_1' imei='492388841798923' voucher-code='SUMMER'
            hide-intro-page""";

    @RegisterExtension
    private final EngineShop shop;

    ButtonRequestTest(Engine engine) {
        shop = new EngineShop(engine);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            cancelSubscription      | {'subscription':'sub_1'}
            changeSubscription      | {'subscription':'sub_1'}
            checkoutAddon           | {'subscription':'sub_1','addons':['add_1','add_2','add_3']}
            checkoutNewSubscription | {'plan':'pln_1','sim':'sim_1','device':'dev_1','imei':'492388841798923','voucherCode':'SUMMER','addons':['add_1','add_2','add_3']}
            completePorting         | {'subscription':'sub_1','behavior':{'hideIntroPage':true,'hideOutroPage':false}}
            confirmPayment          | {'payment':'pay_1'}
            resumeSubscription      | {'subscription':'sub_1'}
            viewEsimInstallation    | {'subscription':'sub_1'}
            viewSubscription        | {'subscription':'sub_1'}
            updatePaymentMethod     |
            updateUserAddress       |
            updateUserFullName      |
            viewSubscriptions       |
            """)
    void sendsThePayloadOfTheIntentAndNoOther(String intent, String payload) {
        var expected = payload == null
                ? "{'intent':{'type':'%s'}}".formatted(intent)
                : "{'intent':{'type':'%1$s','%1$s':%2$s}}".formatted(intent, payload);

        assertEquals(
                Json.parse(expected.replace('\'', '"')), bodyOf("intent='%s' %s".formatted(intent, EVERY_ATTRIBUTE)));
    }

    @Test
    void leavesOutWhatNoAttributeSays() {
        assertEquals(Json.parse("""
                {"intent":{"type":"checkoutNewSubscription","checkoutNewSubscription":{}}}"""), bodyOf("intent='checkoutNewSubscription' plan='' addons=' '"));
        assertEquals(Json.parse("""
                {"intent":{"type":"completePorting","completePorting":{"subscription":"sub_1"}}}"""), bodyOf("intent='completePorting' subscription='sub_1'"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/done?order=1,https://shop.example/done?order=1",
        "/done,https://shop.example/done",
        "myapp://done,myapp://done",
    })
    void sendsAppearanceAndAnAbsoluteCallback(String attribute, String callbackUrl) {
        var body = bodyOf("intent='viewSubscriptions' theme='dark' callback-url='%s'".formatted(attribute));

        assertEquals("dark", body.at("/appearance/theme").asText());
        assertEquals(callbackUrl, body.path("callbackUrl").asText());
    }

    @Test
    void readsEverythingAtTheClick() {
        shop.openButton("");
        shop.page.evaluate("""
                Object.assign(document.querySelector('gigs-connect-button'), {
                  intent: 'checkoutAddon', subscription: 'sub_2', addons: 'add_9', tokenProvider: () => 'later',
                })""");

        shop.page.click(shop.button());
        shop.page.awaitUrl(ShopServers.SESSION_URL);

        var request = shop.requests().get(0);
        assertEquals("Bearer later", request.getHeader("Authorization"));
        assertEquals(Json.parse("""
                {"intent":{"type":"checkoutAddon","checkoutAddon":{"subscription":"sub_2","addons":["add_9"]}}}"""), Json.parse(request.getBodyAsString()));
    }

    @Test
    void sendsTheRequestPropertyAsItIs() {
        shop.openButton("theme='dark'");
        shop.page.evaluate("""
                document.querySelector('gigs-connect-button').request =
                  { intent: { type: 'viewSubscriptions' }, userDetails: { preferredLocale: 'de-DE' } }""");

        shop.page.click(shop.button());
        shop.page.awaitUrl(ShopServers.SESSION_URL);

        assertEquals(Json.parse("""
                {"intent":{"type":"viewSubscriptions"},"userDetails":{"preferredLocale":"de-DE"}}"""), Json.parse(shop.requests().get(0).getBodyAsString()));
    }

    @Test
    void sendsNeitherCookiesNorAnIdempotencyKeyByItself() {
        shop.openButton("");

        shop.page.click(shop.button());
        shop.page.awaitUrl(ShopServers.SESSION_URL);

        var request = shop.requests().get(0);
        assertEquals(SHOP, request.getHeader("Origin"));
        assertEquals("application/json", request.getHeader("Content-Type"));
        assertEquals("Bearer token-1", request.getHeader("Authorization"));
        assertFalse(request.containsHeader("Cookie"));
        assertFalse(request.containsHeader("Idempotency-Key"));
    }

    @Test
    void sendsOneIdempotencyKeyAClick() {
        shop.answer(
                ShopServers.error(401, "unauthenticated", "unauthenticated"),
                ShopServers.error(503, "internal", "tokenUnavailable").withHeader("Retry-After", "0"),
                ShopServers.error(502, "internal", "gigsUnavailable"),
                ShopServers.session(ShopServers.SESSION_URL));
        shop.openButton("idempotent");

        shop.page.click(shop.button());
        shop.awaitState("error");
        shop.page.click(shop.button());
        shop.page.awaitUrl(ShopServers.SESSION_URL);

        var keys = shop.requests().stream()
                .map(request -> request.getHeader("Idempotency-Key"))
                .toList();
        assertEquals(4, keys.size());
        assertEquals(1, keys.subList(0, 3).stream().distinct().count());
        assertNotEquals(keys.get(0), keys.get(3));
    }

    private JsonNode bodyOf(String attributes) {
        shop.http.resetRequests();
        shop.open("<gigs-connect-button endpoint='%s/' %s>Get your eSIM</gigs-connect-button>"
                .formatted(GATEWAY, attributes));
        shop.page.click(shop.button());
        shop.page.awaitUrl(ShopServers.SESSION_URL);
        return Json.parse(shop.requests().get(0).getBodyAsString());
    }
}
