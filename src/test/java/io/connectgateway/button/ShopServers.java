package io.connectgateway.button;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.connectgateway.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A partner's shop, a gateway and Connect, told apart by their hosts, behind one WireMock; every page has the policy of docs/button.md. */
abstract class ShopServers {
    static final String SHOP = "https://shop.example";
    static final String GATEWAY = "https://api.shop.example";
    static final String CONNECT = "https://connect.gigs.com";
    static final List<String> HOSTS = List.of("shop.example", "api.shop.example", "connect.gigs.com", "evil.example");
    static final String SESSION_URL = CONNECT + "/checkout/entry?session=csn_1&token=secret";
    static final String CSP =
            "default-src 'none'; script-src 'self' %1$s; style-src 'self'; connect-src %1$s".formatted(GATEWAY);

    private static final Path MODULES = Path.of("button/src");

    WireMockServer http;

    /** Forgets what was before: the gateway answers with a session. */
    void reset() throws IOException {
        http.resetAll();
        stub(CONNECT, get(anyUrl()), html("<title>Connect</title>Connect"));
        try (var modules = Files.list(MODULES)) {
            for (var module : modules.toList()) {
                stub(GATEWAY, get(urlEqualTo("/" + module.getFileName())), script(Files.readString(module)));
            }
        }
        stub(SHOP, get(urlEqualTo("/errors.js")), script(resource("errors.js")));
        stub(SHOP, get(urlEqualTo("/shop.js")), script(resource("shop.js")));
        stub(SHOP, get(urlEqualTo("/shop.css")), css("body { font: 1rem sans-serif }"));
        stub(GATEWAY, post(urlEqualTo("/errors")), aResponse().withStatus(204));
        stub(
                GATEWAY,
                WireMock.options(urlMatching("/connectSessions(/.*)?")),
                aResponse()
                        .withStatus(204)
                        .withHeader("Access-Control-Allow-Origin", SHOP)
                        .withHeader("Access-Control-Max-Age", "0")
                        .withHeader("Access-Control-Allow-Methods", "GET, POST, PATCH")
                        .withHeader("Access-Control-Allow-Headers", "authorization, content-type, idempotency-key"));
        answer(session(SESSION_URL));
    }

    /** Serves the shop's page with this in its body. */
    void serve(String body) {
        stub(
                SHOP,
                get(urlEqualTo("/")),
                html(resource("shop.html").replace("<!-- body -->", body)).withHeader("Content-Security-Policy", CSP));
    }

    /** A button to a new subscription with these attributes besides. */
    static String buttonWith(String attributes) {
        return "<gigs-connect-button endpoint='%s' intent='checkoutNewSubscription' plan='pln_1' %s>Get your eSIM</gigs-connect-button>"
                .formatted(GATEWAY, attributes);
    }

    /** What the gateway answers to a new session, one after another; the last goes on. */
    void answer(ResponseDefinitionBuilder... answers) {
        answer(() -> post(urlEqualTo("/connectSessions")), "creates", answers);
    }

    /** What the gateway answers to this request, one after another; the last goes on. */
    void answer(Supplier<MappingBuilder> request, String scenario, ResponseDefinitionBuilder... answers) {
        for (var i = 0; i < answers.length; i++) {
            var next = Math.min(i + 1, answers.length - 1);
            http.stubFor(request.get()
                    .inScenario(scenario)
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
                    .willSetStateTo(next == 0 ? Scenario.STARTED : "answer " + next)
                    .withHost(equalTo("api.shop.example"))
                    .willReturn(answers[i]
                            .withHeader("Access-Control-Allow-Origin", SHOP)
                            .withHeader("Access-Control-Expose-Headers", "apigw-requestid, retry-after")));
        }
    }

    /** The sessions that were asked for, in order. */
    List<LoggedRequest> requests() {
        return http.findAll(postRequestedFor(urlEqualTo("/connectSessions")));
    }

    /** The value of this expression on the shop's page. */
    abstract String json(String expression);

    /** The events seen so far, each as its name and detail. */
    List<JsonNode> events() {
        return list("shop.events");
    }

    /** What tokenProvider was called with so far. */
    List<JsonNode> tokenRequests() {
        return list("shop.asked");
    }

    private List<JsonNode> list(String expression) {
        var list = new ArrayList<JsonNode>();
        Json.parse(json(expression)).forEach(list::add);
        return list;
    }

    static ResponseDefinitionBuilder session(String url) {
        return answerOf(201, """
                {"object":"connectSession","id":"csn_1","url":"%s"}""".formatted(url));
    }

    static ResponseDefinitionBuilder error(int status, String type, String code) {
        return answerOf(status, """
                {"object":"error","type":"%s","code":"%s","message":"For developers.","requestId":"req-1"}""".formatted(type, code));
    }

    static ResponseDefinitionBuilder answerOf(int status, String json) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(json);
    }

    void stub(String origin, MappingBuilder request, ResponseDefinitionBuilder response) {
        http.stubFor(
                request.withHost(equalTo(origin.substring("https://".length()))).willReturn(response));
    }

    static ResponseDefinitionBuilder html(String body) {
        return aResponse()
                .withHeader("Content-Type", "text/html; charset=utf-8")
                .withBody(body);
    }

    static ResponseDefinitionBuilder css(String body) {
        return aResponse().withHeader("Content-Type", "text/css; charset=utf-8").withBody(body);
    }

    static ResponseDefinitionBuilder script(String body) {
        return aResponse()
                .withHeader("Content-Type", "text/javascript; charset=utf-8")
                .withHeader("Access-Control-Allow-Origin", SHOP)
                .withBody(body);
    }

    static String resource(String name) {
        try (var in = ShopServers.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
