package io.connectgateway.button;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.microsoft.playwright.Page;
import io.connectgateway.Json;
import java.util.List;

/** The page of a partner's shop that Connect leads back to, with a slot for each outcome. */
record ReturnPage(PartnerShop shop) {
    static final String HTML = PartnerShop.resource("return.html");

    /** This address of the shop, as Connect leads to it, where the gateway answers these, one after another. */
    Page open(String address, ResponseDefinitionBuilder... answers) {
        return open(address, HTML, answers);
    }

    Page open(String address, String html, ResponseDefinitionBuilder... answers) {
        shop.stub(
                PartnerShop.SHOP,
                get(urlPathEqualTo("/done")),
                PartnerShop.html(html)
                        .withHeader("Content-Security-Policy", PartnerShop.CSP)
                        // The most that a page can tell others of its address.
                        .withHeader("Referrer-Policy", "unsafe-url"));
        shop.stub(
                PartnerShop.SHOP,
                get(urlPathEqualTo("/return.js")),
                PartnerShop.script(PartnerShop.resource("return.js")));
        shop.stub(PartnerShop.SHOP, get(urlPathEqualTo("/later.css")), PartnerShop.css(""));
        shop.stub(
                PartnerShop.GATEWAY,
                WireMock.options(urlMatching("/connectSessions/.*")),
                aResponse()
                        .withStatus(204)
                        .withHeader("Access-Control-Allow-Origin", PartnerShop.SHOP)
                        .withHeader("Access-Control-Allow-Methods", "GET, POST, PATCH")
                        .withHeader("Access-Control-Allow-Headers", "authorization, content-type, idempotency-key"));
        for (int i = 0; i < answers.length; i++) {
            boolean last = i == answers.length - 1;
            shop.http.stubFor(get(urlMatching("/connectSessions/.*"))
                    .inScenario("sessions")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "session " + i)
                    .willSetStateTo(last ? i == 0 ? Scenario.STARTED : "session " + i : "session " + (i + 1))
                    .withHost(equalTo("api.shop.example"))
                    .willReturn(answers[i]
                            .withHeader("Access-Control-Allow-Origin", PartnerShop.SHOP)
                            .withHeader("Access-Control-Expose-Headers", "apigw-requestid")));
        }
        return shop.visit(address);
    }

    /** The session of a user, with the link that logs its holder in. */
    static ResponseDefinitionBuilder known() {
        return PartnerShop.answerOf(200, """
                {"object":"connectSession","id":"csn_1","user":"usr_1","url":"%s"}""".formatted(PartnerShop.SESSION_URL));
    }

    /** What the page was told, when it was. */
    JsonNode result() {
        shop.await("window.back?.results.length === 1");
        return Json.parse((String) shop.page.evaluate("JSON.stringify(back.results[0])"));
    }

    /** What the gateway was asked for. */
    List<LoggedRequest> requests() {
        return shop.http.findAll(getRequestedFor(urlMatching("/connectSessions/.*")));
    }
}
