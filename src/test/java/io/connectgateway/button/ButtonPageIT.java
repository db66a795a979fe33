package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.connectgateway.button.PartnerShop.GATEWAY;
import static io.connectgateway.button.PartnerShop.SESSION_URL;
import static io.connectgateway.button.PartnerShop.SHOP;
import static io.connectgateway.button.PartnerShop.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the element fits into a page of the partner. */
class ButtonPageIT {
    @RegisterExtension
    static final PartnerShop shop = new PartnerShop();

    @Test
    void worksUnderAStrictContentSecurityPolicy() {
        shop.answer(error(502, "internal", "gigsUnavailable"), PartnerShop.session(SESSION_URL));
        shop.openButton("");
        shop.page.evaluate("""
                shop.violations = [];
                document.addEventListener('securitypolicyviolation', (event) => shop.violations.push(event.violatedDirective))""");

        shop.button().click();
        shop.awaitState("error");

        // Styled all the same, and the policy was really in force.
        assertThat(shop.button()).hasCSS("background-color", "rgb(0, 0, 0)");
        assertEquals(List.of(), shop.page.evaluate("shop.violations"));
        shop.page.evaluate(
                "document.body.append(Object.assign(document.createElement('style'), { textContent: '*{}' }))");
        assertEquals(List.of("style-src-elem"), shop.page.evaluate("shop.violations"));
        assertTrue(shop.console.removeIf(line -> line.contains("Content Security Policy")));

        shop.button().click();
        shop.page.waitForURL(SESSION_URL);
    }

    @Test
    void asksAnotherOriginAfterAPreflight() {
        shop.openButton("idempotent");

        shop.button().click();
        shop.page.waitForURL(SESSION_URL);

        var preflight = shop.http
                .findAll(WireMock.optionsRequestedFor(WireMock.urlEqualTo("/connectSessions")))
                .get(0);
        assertEquals(SHOP, preflight.getHeader("Origin"));
        assertEquals(
                "authorization,content-type,idempotency-key", preflight.getHeader("Access-Control-Request-Headers"));
    }

    @Test
    void takesPropertiesThatWereSetBeforeItWasDefined() {
        shop.stub(SHOP, WireMock.get("/shop.js"), PartnerShop.script("""
                const button = document.querySelector('gigs-connect-button');
                window.definedBefore = Boolean(customElements.get('gigs-connect-button'));
                Object.assign(button, {
                  endpoint: '%s', intent: 'checkoutAddon', subscription: 'sub_1', addons: 'add_1', idempotent: true,
                  hideIntroPage: false, timeout: 9000, messages: { busy: 'Moment' }, tokenProvider: () => 'early',
                });
                """.formatted(GATEWAY)));
        shop.open("<gigs-connect-button plan='pln_1'>Get your eSIM</gigs-connect-button>");
        assertEquals(false, shop.page.evaluate("definedBefore"));
        assertEquals("sub_1", shop.page.locator("gigs-connect-button").getAttribute("subscription"));

        shop.button().click();
        shop.page.waitForURL(SESSION_URL);

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
        var manifest = Files.readString(Path.of("src/button/custom-elements.json"));
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
        shop.answer(error(502, "internal", "gigsUnavailable"), PartnerShop.session(SESSION_URL));
        shop.open("""
                <gigs-connect-button id="one" endpoint="%1$s" intent="viewSubscriptions">One</gigs-connect-button>
                <gigs-connect-button id="two" endpoint="%1$s" intent="viewSubscription" subscription="sub_2">Two</gigs-connect-button>""".formatted(GATEWAY));

        named("One").click();
        shop.awaitState("error");
        assertEquals("idle", shop.page.evaluate("document.getElementById('two').state"));

        named("Two").click();
        shop.page.waitForURL(SESSION_URL);
        assertTrue(shop.requests().get(0).getBodyAsString().contains("viewSubscriptions"));
        assertTrue(shop.requests().get(1).getBodyAsString().contains("sub_2"));
    }

    @Test
    void givesItsClassWithoutDefiningTheElement() {
        shop.open("");
        shop.stub(SHOP, WireMock.get("/class.js"), PartnerShop.script("""
                import { GigsConnectButtonElement } from '%s/gigs-connect-button-element.js';
                window.before = customElements.get('gigs-connect-button') === undefined;
                customElements.define('shop-button', class extends GigsConnectButtonElement {});
                """.formatted(GATEWAY)));
        shop.stub(
                SHOP,
                WireMock.get("/class"),
                PartnerShop.html("""
                <!doctype html><html lang="en"><title>Shop</title><script type="module" src="/class.js"></script>
                <shop-button>Get your eSIM</shop-button>""").withHeader("Content-Security-Policy", PartnerShop.CSP));

        shop.page.navigate(SHOP + "/class");

        assertThat(shop.button()).isEnabled();
        assertEquals(true, shop.page.evaluate("before"));
    }

    @Test
    void isStyledThroughItsPartsAndCustomProperties() {
        shop.answer(error(502, "internal", "gigsUnavailable"));
        shop.stub(SHOP, WireMock.get("/shop.css"), PartnerShop.css("""
                gigs-connect-button { --gigs-connect-background: rgb(1 2 3); --gigs-connect-radius: 3px }
                gigs-connect-button::part(button) { text-transform: uppercase }
                gigs-connect-button::part(error) { border-color: rgb(4 5 6) }
                gigs-connect-button::part(message) { font-style: italic }
                gigs-connect-button::part(retry) { letter-spacing: 2px }"""));
        shop.openButton("");

        shop.button().click();
        shop.awaitState("error");

        assertThat(shop.button()).hasCSS("background-color", "rgb(1, 2, 3)");
        assertThat(shop.button()).hasCSS("border-radius", "3px");
        assertThat(shop.button()).hasCSS("text-transform", "uppercase");
        assertThat(shop.button()).hasCSS("border-top-color", "rgb(4, 5, 6)");
        assertThat(shop.status()).hasCSS("font-style", "italic");
        assertThat(shop.retry()).hasCSS("letter-spacing", "2px");
    }

    @Test
    void saysContinueWithoutALabel() {
        shop.open("<gigs-connect-button></gigs-connect-button>");

        assertThat(shop.page.getByText("Continue")).isVisible();
    }

    private static Locator named(String name) {
        return shop.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
