package io.connectgateway.button;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.connectgateway.Json;
import java.util.List;

/** The page of a partner's shop that Connect leads back to, with a slot for each outcome. */
record ReturnPage(EngineShop shop) {
    static final String HTML = ShopServers.resource("return.html");

    /** This address of the shop, as Connect leads to it, where the gateway answers these, one after another. */
    void open(String address, ResponseDefinitionBuilder... answers) {
        open(address, HTML, answers);
    }

    void open(String address, String html, ResponseDefinitionBuilder... answers) {
        serve(shop, html, answers);
        shop.visit(address);
    }

    /** Serves this page, and these answers of the gateway, one after another. */
    static void serve(ShopServers shop, String html, ResponseDefinitionBuilder... answers) {
        shop.stub(
                ShopServers.SHOP,
                get(urlPathEqualTo("/done")),
                ShopServers.html(html)
                        .withHeader("Content-Security-Policy", ShopServers.CSP)
                        // The most that a page can tell others of its address.
                        .withHeader("Referrer-Policy", "unsafe-url"));
        shop.stub(
                ShopServers.SHOP,
                get(urlPathEqualTo("/return.js")),
                ShopServers.script(ShopServers.resource("return.js")));
        shop.stub(ShopServers.SHOP, get(urlPathEqualTo("/later.css")), ShopServers.css(""));
        shop.answer(() -> get(urlMatching("/connectSessions/.*")), "retrieves", answers);
    }

    /** The session of a user, with the link that logs its holder in. */
    static ResponseDefinitionBuilder known() {
        return ShopServers.answerOf(200, """
                {"object":"connectSession","id":"csn_1","user":"usr_1","url":"%s"}""".formatted(ShopServers.SESSION_URL));
    }

    /** What the page was told, when it was. */
    JsonNode result() {
        shop.page.await("window.back?.results.length === 1");
        return Json.parse(shop.page.json("back.results[0]"));
    }

    /** What the gateway was asked for. */
    List<LoggedRequest> requests() {
        return shop.http.findAll(getRequestedFor(urlMatching("/connectSessions/.*")));
    }
}
