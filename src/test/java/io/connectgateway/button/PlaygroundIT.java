package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo shop's playground: the tag that it shows does what its button did, and nothing that it shows is a secret. */
class PlaygroundIT {
    static final String EXTREME = "#caller=new-customer&page=dark&intent=completePorting&hide-intro-page=true"
            + "&callback-url=%2Fshop%2Fcallback%3Fa%3D1%26b%3D%22%3C&theme=light&language=pl&label=%3Cb%3E+%26amp%3B+%22x%22&nothing=1";

    @RegisterExtension
    static final DemoShop shop = new DemoShop();

    private final List<String> console = new ArrayList<>();
    private BrowserContext context;

    @BeforeEach
    void open() {
        context = shop.browser()
                .newContext(
                        new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.onConsoleMessage(message -> console.add(message.text()));
        context.onWebError(error -> console.add(error.error()));
    }

    @AfterEach
    void close() {
        context.close();
        assertEquals(List.of(), console, "console");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#intent=checkoutAddon&addons=add_1%2C+add_2&subscription=sub_1&disabled=off",
                "#intent=viewSubscriptions",
                EXTREME
            })
    void showsATagThatSendsTheSame(String hash) {
        Page page = shop.open(context, "/shop/playground" + hash);
        Request sent = click(page);
        assertThat(page.locator("#outcome")).hasText("A session was created. Connect would open now.");

        Page other = context.newPage();
        var html = "<!doctype html><html lang='pl'><title>Shop</title>"
                + page.locator("#tag").textContent();
        other.route(
                "**/pasted",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody(html)));
        other.navigate(shop.sandbox().apiUrl() + "/pasted");
        other.evaluate("async () => { const token = await (await fetch('/sandbox/tokens/new-customer')).text();"
                + " document.querySelector('gigs-connect-button').tokenProvider = () => token; }");

        assertEquals(attributes(page), attributes(other));
        assertEquals(button(page).textContent(), button(other).textContent());
        assertFalse(html.contains("=\"\""), html);
        assertEquals(sent.postData(), click(other).postData());
        other.waitForURL(url -> url.startsWith(shop.sandbox().connectOrigin()));
    }

    @Test
    void worksByKeyboardFromTheAddressBarToASessionAndTheCopiedTag() {
        Page page = shop.open(context, "/shop/playground");
        tabTo(page, "[name=intent]");
        page.keyboard().type("checkoutA");
        assertThat(page.locator("[name=subscription]")).isVisible();
        assertThat(page.locator("[name=plan]")).isHidden();
        tabTo(page, "[name=addons]");
        page.keyboard().type("add_1");
        tabTo(page, "gigs-connect-button");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Answered")).containsText("\"add_1\"");
        assertThat(page.locator("gigs-connect-button")).isFocused();

        tabTo(page, "#copy");
        page.keyboard().press("Space");

        assertThat(page.locator("#copied")).hasText("Copied.");
        assertEquals(page.locator("#tag").textContent(), page.evaluate("navigator.clipboard.readText()"));
    }

    @Test
    void keepsItsSettingsInTheAddressAndShowsNothingThatLogsIn() {
        Page page = shop.open(context, "/shop/playground" + EXTREME);
        page.evaluate("""
                () => {
                  document.querySelector('#token').hidden = false;
                  document.addEventListener('connect-before',
                    ({ detail }) => { detail.request.userDetails = { email: 'elaine@example.com' }; }, true);
                }""");
        page.getByLabel("Your issuer's access token").fill("eyJpasted");
        page.getByLabel("hide-outro-page").check();
        assertFalse(page.url().contains("eyJ"), page.url());
        page.getByLabel("Your issuer's access token").fill("");
        click(page);
        assertThat(page.getByLabel("Answered")).containsText("?•••\"");
        assertThat(page.getByLabel("Sent")).containsText("\"email\": \"•••\"");
        var tag = page.locator("#tag").textContent();
        var kept = page.evaluate("JSON.stringify(sessionStorage) + document.documentElement.outerHTML + location.hash");

        for (var secret : List.of("token=", "eyJ", "elaine@example.com", "session=csn")) {
            assertFalse(kept.toString().contains(secret), secret);
        }
        page.reload();
        assertThat(page.locator("#tag")).hasText(tag);
        assertTrue(tag.contains("hide-outro-page"), tag);
        assertThat(page.getByLabel("Elaine, new here")).isChecked();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }

    private static Locator button(Page page) {
        return page.locator("gigs-connect-button");
    }

    private static Request click(Page page) {
        return page.waitForRequest("**/connectSessions", () -> button(page).click());
    }

    private static Object attributes(Page page) {
        return button(page)
                .evaluate("button => [...button.attributes].map(({ name, value }) => `${name}=${value}`).sort()");
    }

    private static void tabTo(Page page, String selector) {
        page.waitForCondition(() -> {
            page.keyboard().press("Tab");
            return (Boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector);
        });
    }
}
