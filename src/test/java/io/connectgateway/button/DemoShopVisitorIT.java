package io.connectgateway.button;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.connectgateway.Json;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A visitor without an account, with tokens of {@code examples/guest-tokens}: from the demo shop to Connect, and back. */
class DemoShopVisitorIT {
    @RegisterExtension
    static final DemoShop shop = new DemoShop();

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void open() {
        context = visitor();
        page = shop.open(context);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void getsToConnectAndBackWithATokenOfTheShopsOwn() {
        buy(page);
        assertThat(page.getByText("Nobody is logged in")).isVisible();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Complete"))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("All done")))
                .isVisible();

        JsonNode session = Json.parse(page.getByLabel("The session").textContent());
        assertEquals("checkoutNewSubscription", session.at("/intent/type").asText());
        assertTrue(session.path("user").isNull(), session::toString);
        List<JsonNode> tokens = claims();
        assertEquals(2, tokens.size(), "one to create the session, one to retrieve it");
        for (JsonNode token : tokens) {
            assertTrue(token.path("sub").asText().startsWith("guest:"), token::toString);
            assertFalse(token.has("email") || token.has("gigs_user") || token.has("scope"), token::toString);
            assertEquals(300, token.path("exp").asLong() - token.path("iat").asLong());
        }
        assertEquals(tokens.get(0).path("sub"), tokens.get(1).path("sub"));
    }

    @Test
    void staysTheSameVisitorWhileTheBrowserIsOpenAndIsNobodyElse() {
        buy(page);
        buy(shop.open(context));
        try (BrowserContext other = visitor()) {
            buy(shop.open(other));

            List<String> subjects =
                    claims().stream().map(token -> token.path("sub").asText()).toList();
            assertEquals(3, subjects.size());
            assertEquals(subjects.get(0), subjects.get(1));
            assertNotEquals(subjects.get(0), subjects.get(2));
        }
    }

    @Test
    void leavesNoTokenToAPageOfAnotherOrigin() {
        page.navigate(shop.sandbox().connectOrigin() + "/elsewhere");
        String address = shop.sandbox().apiUrl() + "/shop/connect-token";

        Response refused = page.waitForResponse(
                address,
                () -> page.evaluate(
                        "url => void fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include' })",
                        address));

        assertEquals(403, refused.status());
        assertEquals(List.of(), context.cookies(shop.sandbox().apiUrl()));
    }

    private BrowserContext visitor() {
        BrowserContext visitor = shop.browser().newContext();
        visitor.onRequest(requests::add);
        return visitor;
    }

    private static void buy(Page page) {
        page.getByText("Newman, a visitor", new Page.GetByTextOptions().setExact(true))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Get your eSIM"))
                .click();
        page.waitForURL(url -> url.startsWith(shop.sandbox().connectOrigin() + "/"));
    }

    /** Of the tokens with which the pages have called the gateway. */
    private List<JsonNode> claims() {
        return requests.stream()
                .filter(request -> request.url().contains("/connectSessions"))
                .map(request -> request.allHeaders().get("authorization"))
                .map(header -> Json.parse(new String(Base64.getUrlDecoder().decode(header.split("\\.")[1]))))
                .toList();
    }
}
