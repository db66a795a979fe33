package io.connectgateway.button;

import static io.connectgateway.button.EnginePage.eventually;
import static io.connectgateway.button.ShopServers.GATEWAY;
import static io.connectgateway.button.ShopServers.SESSION_URL;
import static io.connectgateway.button.ShopServers.SHOP;
import static io.connectgateway.button.ShopServers.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the element fits into a page of the partner. */
abstract class ButtonPageTest {
    @RegisterExtension
    private final EngineShop shop;

    ButtonPageTest(Engine engine) {
        shop = new EngineShop(engine);
    }

    @Test
    void worksUnderAStrictContentSecurityPolicy() {
        shop.answer(error(502, "internal", "gigsUnavailable"), ShopServers.session(SESSION_URL));
        shop.openButton("");
        shop.page.click(shop.button());
        shop.awaitState("error");

        // Styled all the same, and the policy was really in force.
        assertEquals("rgb(0, 0, 0)", shop.page.style(shop.button(), "background-color"));
        assertEquals(List.of(), shop.errors());
        shop.page.evaluate(
                "document.body.append(Object.assign(document.createElement('style'), { textContent: '*{}' }))");
        eventually(List.of("policy: style-src-elem inline"), shop::errors);
        shop.expected.add("style-src-elem");

        shop.page.click(shop.button());
        shop.page.awaitUrl(SESSION_URL);
    }

    @Test
    void asksAnotherOriginAfterAPreflight() {
        shop.openButton("idempotent");

        shop.page.click(shop.button());
        shop.page.awaitUrl(SESSION_URL);

        var preflight = shop.http
                .findAll(WireMock.optionsRequestedFor(WireMock.urlEqualTo("/connectSessions")))
                .get(0);
        assertEquals(SHOP, preflight.getHeader("Origin"));
        assertEquals(
                "authorization,content-type,idempotency-key", preflight.getHeader("Access-Control-Request-Headers"));
    }

    @Test
    void takesPropertiesThatWereSetBeforeItWasDefined() {
        shop.stub(SHOP, WireMock.get("/shop.js"), ShopServers.script("""
                const button = document.querySelector('gigs-connect-button');
                window.definedBefore = Boolean(customElements.get('gigs-connect-button'));
                Object.assign(button, {
                  endpoint: '%s', intent: 'checkoutAddon', subscription: 'sub_1', addons: 'add_1', idempotent: true,
                  hideIntroPage: false, timeout: 9000, messages: { busy: 'Moment' }, tokenProvider: () => 'early',
                });
                """.formatted(GATEWAY)));
        shop.open("<gigs-connect-button plan='pln_1'>Get your eSIM</gigs-connect-button>");
        assertEquals(false, shop.page.evaluate("definedBefore"));
        assertEquals(
                "sub_1",
                shop.page.evaluate("document.querySelector('gigs-connect-button').getAttribute('subscription')"));

        shop.page.click(shop.button());
        shop.page.awaitUrl(SESSION_URL);

        var request = shop.requests().get(0);
        assertEquals("Bearer early", request.getHeader("Authorization"));
        assertTrue(request.containsHeader("Idempotency-Key"));
        assertTrue(request.getBodyAsString().contains("add_1"));
    }

    @Test
    void reflectsPropertiesAsAttributes() {
        shop.openButton("");

        var html = shop.page.evaluate("""
                () => {
                  const button = document.createElement('gigs-connect-button');
                  Object.assign(button, {
                    voucherCode: 'SUMMER', callbackUrl: '/done', hideOutroPage: true, theme: 'dark', plan: 'pln_1',
                    tokenProvider: () => 'secret', request: { intent: {} },
                  });
                  Object.assign(button, { hideOutroPage: false, hideIntroPage: true, plan: null, theme: undefined });
                  return button.outerHTML;
                }""");

        assertEquals(
                "<gigs-connect-button voucher-code=\"SUMMER\" callback-url=\"/done\" hide-intro-page=\"\"></gigs-connect-button>",
                html);
    }

    @Test
    void hasTheAttributesOfItsManifest() throws IOException {
        var manifest = Files.readString(Path.of("button/custom-elements.json"));
        shop.openButton("");

        var differences = shop.page.evaluate("""
                (manifest) => {
                  const declared = JSON.parse(manifest).modules[0].declarations[0].attributes;
                  const button = document.createElement('gigs-connect-button');
                  const properties = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(button)));
                  for (const { fieldName } of declared) button[fieldName] = 'x';
                  return [
                    ...declared.filter(({ name, type }) =>
                      button.getAttribute(name) !== (type.text === 'boolean' ? '' : 'x')).map(({ name }) => name),
                    ...properties.filter(([name, { set }]) =>
                      set && !declared.some(({ fieldName }) => fieldName === name)).map(([name]) => name),
                  ];
                }""", manifest);

        assertEquals(List.of(), differences);
    }

    @Test
    void sharesAPageWithAnother() {
        shop.answer(error(502, "internal", "gigsUnavailable"), ShopServers.session(SESSION_URL));
        shop.open("""
                <gigs-connect-button id="one" endpoint="%1$s" intent="viewSubscriptions">One</gigs-connect-button>
                <gigs-connect-button id="two" endpoint="%1$s" intent="viewSubscription" subscription="sub_2">Two</gigs-connect-button>""".formatted(GATEWAY));

        shop.page.click(shop.buttonOf("document.getElementById('one')"));
        shop.awaitState("error");
        assertEquals("idle", shop.page.evaluate("document.getElementById('two').state"));

        shop.page.click(shop.buttonOf("document.getElementById('two')"));
        shop.page.awaitUrl(SESSION_URL);
        assertTrue(shop.requests().get(0).getBodyAsString().contains("viewSubscriptions"));
        assertTrue(shop.requests().get(1).getBodyAsString().contains("sub_2"));
    }

    @Test
    void givesItsClassWithoutDefiningTheElement() {
        shop.open("");
        shop.stub(SHOP, WireMock.get("/class.js"), ShopServers.script("""
                import { GigsConnectButtonElement } from '%s/gigs-connect-button-element.js';
                window.before = customElements.get('gigs-connect-button') === undefined;
                customElements.define('shop-button', class extends GigsConnectButtonElement {});
                """.formatted(GATEWAY)));
        shop.stub(
                SHOP,
                WireMock.get("/class"),
                ShopServers.html("""
                <!doctype html><html lang="en"><title>Shop</title><script type="module" src="/class.js"></script>
                <shop-button>Get your eSIM</shop-button>""").withHeader("Content-Security-Policy", ShopServers.CSP));

        shop.page.navigate(SHOP + "/class");

        eventually(
                true,
                () -> shop.buttonOf("document.querySelector('shop-button')").isEnabled());
        assertEquals(true, shop.page.evaluate("before"));
    }

    @Test
    void isStyledThroughItsPartsAndCustomProperties() {
        shop.answer(error(502, "internal", "gigsUnavailable"));
        shop.stub(SHOP, WireMock.get("/shop.css"), ShopServers.css("""
                gigs-connect-button { --gigs-connect-background: rgb(1 2 3); --gigs-connect-radius: 3px }
                gigs-connect-button::part(button) { text-transform: uppercase }
                gigs-connect-button::part(error) { border-color: rgb(4 5 6) }
                gigs-connect-button::part(message) { font-style: italic }
                gigs-connect-button::part(retry) { letter-spacing: 2px }"""));
        shop.openButton("");

        shop.page.click(shop.button());
        shop.awaitState("error");

        assertEquals("rgb(1, 2, 3)", shop.page.style(shop.button(), "background-color"));
        assertEquals("3px", shop.page.style(shop.button(), "border-radius"));
        assertEquals("uppercase", shop.page.style(shop.button(), "text-transform"));
        assertEquals("rgb(4, 5, 6)", shop.page.style(shop.button(), "border-top-color"));
        assertEquals("italic", shop.page.style(shop.status(), "font-style"));
        assertEquals("2px", shop.page.style(shop.retry(), "letter-spacing"));
    }

    @Test
    void saysContinueWithoutALabel() {
        shop.open("<gigs-connect-button></gigs-connect-button>");

        eventually("Continue", () -> shop.button().getAccessibleName());
    }
}
