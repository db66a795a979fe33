package io.connectgateway.button;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.connectgateway.button.EnginePage.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.connectgateway.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.WebElement;

/** The shop in one of the engines. What goes wrong on its pages fails the test, unless it is expected. */
final class EngineShop extends ShopServers implements BeforeEachCallback, AfterEachCallback {
    private static final String BUTTON = "document.querySelector('gigs-connect-button')";

    final Engine engine;
    /** Parts of the lines in {@code errors()} that are meant to be there. */
    final List<String> expected = new ArrayList<>();

    EnginePage page;

    EngineShop(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        var running = RunningEngine.of(engine, test);
        http = running.http;
        page = new EnginePage(running.driver);
        reset();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (http != null) {
            var unexpected = errors().stream()
                    .filter(line -> expected.stream().noneMatch(line::contains))
                    .toList();
            assertEquals(List.of(), unexpected, "errors on the page");
        }
    }

    /** The shop's page with this in its body, opened, the button defined. */
    void open(String body) {
        serve(body);
        visit("/");
        page.await("customElements.get('gigs-connect-button') !== undefined");
    }

    void openButton(String attributes) {
        open(buttonWith(attributes));
    }

    void visit(String address) {
        page.navigate(SHOP + address);
    }

    WebElement button() {
        return buttonOf(BUTTON);
    }

    /** The button proper of this element. */
    WebElement buttonOf(String element) {
        return page.element(element + ".shadowRoot.querySelector('button')");
    }

    WebElement retry() {
        return page.element(BUTTON + ".shadowRoot.querySelector('span + button')");
    }

    WebElement status() {
        return page.element(BUTTON + ".shadowRoot.querySelector('[role=status]')");
    }

    void awaitStatus(String text) {
        eventually(text, () -> status().getDomProperty("textContent"));
    }

    /** Waits until the button is in this state. */
    void awaitState(String state) {
        eventually(state, () -> page.evaluate(BUTTON + ".state"));
    }

    /** Which part of the button has the focus: none, or the element in its shadow. */
    boolean hasFocus(WebElement part) {
        return (boolean)
                page.evaluate("(part) => document.hasFocus() && part.getRootNode().activeElement === part", part);
    }

    @Override
    String json(String expression) {
        return page.json(expression);
    }

    /** What the pages have told of errors, rejections, warnings and violations of their policy: errors.js. */
    List<String> errors() {
        var here = Json.parse(page.json("window.errors ?? []"));
        var told =
                http.findAll(postRequestedFor(urlEqualTo("/errors"))).stream().map(LoggedRequest::getBodyAsString);
        return Stream.concat(StreamSupport.stream(here.spliterator(), false).map(JsonNode::asText), told)
                .distinct()
                // The browser's own wish, not the page's.
                .filter(line -> !line.endsWith("/favicon.ico"))
                .toList();
    }
}
