package io.connectgateway.button;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.connectgateway.button.EnginePage.eventually;
import static io.connectgateway.button.ReturnPage.known;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Connect appends leaves the address at once, wherever a router keeps its query, and reaches nobody but the gateway. */
abstract class ReturnAddressTest {
    @RegisterExtension
    private final EngineShop shop;

    private final ReturnPage back;

    ReturnAddressTest(Engine engine) {
        shop = new EngineShop(engine);
        back = new ReturnPage(shop);
    }

    @ParameterizedTest
    @CsvSource({
        "/done?session_id=csn_1&status=success, /done",
        "/done?status=success&session_id=csn_1, /done",
        "/done?order=1%202+3&empty&session_id=csn_1&status=success, /done?order=1%202+3&empty",
        "/done?status=open&session_id=csn_1&status=success, /done?status=open",
        "/done?session_id=cs_stripe&session_id=csn_1&status=success, /done?session_id=cs_stripe",
        "/done?session_id=csn_0&status=abort&session_id=csn_1&status=success, /done",
        "/done?session_id=csn_1&status=success#/order, /done#/order",
        "/done?session_id=csn_1&status=success#/order?tab=2, /done#/order?tab=2",
        "/done#/order?session_id=csn_1&status=success, /done#/order",
        "/done?a=1#/order?tab=2&session_id=csn_1&status=success, /done?a=1#/order?tab=2",
        "/done#/order?session_id=csn_1&status=success#part, /done#/order#part",
    })
    void keepsTheRestAsItWas(String before, String after) throws Exception {
        back.open(before, known());

        assertEquals("success", back.result().path("outcome").asText());
        assertEquals("/connectSessions/csn_1", back.requests().get(0).getUrl());
        Thread.sleep(1000);
        assertEquals(ShopServers.SHOP + after, shop.page.url());
        assertEquals(ShopServers.SHOP + after, shop.page.evaluate("location.href"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/done",
                "/done?",
                "/done?a=?&b",
                "/done?session_id=cs_test_1&status=success",
                "/done#/order?status=open",
                "/done?session_id=csn_1%2F..&status=success",
            })
    void leavesAnAddressThatIsNotConnects(String address) throws Exception {
        back.open(address);

        assertEquals("unknown", back.result().path("outcome").asText());
        Thread.sleep(1000);
        assertEquals(ShopServers.SHOP + address, shop.page.evaluate("location.href"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/done?session_id=csn_1&status=success", "/done#/order?session_id=csn_1&status=success"})
    void addsNoEntryAndKeepsTheRoutersState(String address) {
        back.open(address, known());
        back.result();
        shop.page.await("back.settled === true");
        shop.page.evaluate("history.replaceState({ position: 7 }, '', location.href)");
        var length = shop.page.evaluate("history.length");

        shop.page.evaluate("address => history.replaceState(history.state, '', address)", address);
        shop.page.evaluate("back.connectReturn().then(() => true)");

        assertFalse(((String) shop.page.evaluate("location.href")).contains("session_id"));
        assertEquals(7L, shop.page.evaluate("history.state.position"));
        assertEquals(length, shop.page.evaluate("history.length"));
    }

    @Test
    void isToldToNobody() {
        back.open("/done?session_id=csn_1&status=success", known());
        back.result();
        eventually(
                1,
                () -> shop.http
                        .findAll(getRequestedFor(urlEqualTo("/later.css")))
                        .size());

        var later = shop.http.findAll(getRequestedFor(urlEqualTo("/later.css"))).get(0);

        assertEquals(ShopServers.SHOP + "/done", later.getHeader("Referer"));
        assertEquals(ShopServers.SHOP + "/done", back.requests().get(0).getHeader("Referer"));
    }
}
