package io.connectgateway.button;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.GatewayTest;
import io.connectgateway.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules, as API Gateway gets them from the function: the only files, and the only answers without a token. */
@GatewayTest
class ButtonModulesTest {
    private static final String MODULE = "/gigs-connect-button.js";
    private static final String ELEMENT = "/gigs-connect-button-element.js";

    @ParameterizedTest
    @MethodSource("io.connectgateway.button.ServedModule#paths")
    void servesAnAliasOfAModuleToAnybodyForADay(String path) {
        assertServed(Event.of("GET", path).send(), "public, max-age=86400");
    }

    @ParameterizedTest
    @CsvSource({
        "/gigs-connect-return.js, *",
        "/gigs-connect-button-element.js, *",
        "/gigs-connect-button.de.js, { default }"
    })
    void leadsFromTheAliasToTheModule(String path, String names) {
        assertEquals(
                "export %s from '.%s';\n".formatted(names, ServedModule.of(path).hashedPath()),
                Event.of("GET", path).send().text());
    }

    @Test
    void leadsFromTheButtonsAliasToItsClassAtOnce() {
        assertEquals(
                ServedModule.of(MODULE).script().replace("'./", "'./modules/"),
                Event.of("GET", MODULE).send().text());
    }

    @ParameterizedTest
    @MethodSource("io.connectgateway.button.ServedModule#paths")
    void servesTheModuleUnderAHashedNameForAYear(String path) throws IOException {
        var module = ServedModule.of(path);

        var answer = Event.of("GET", module.hashedPath()).send();

        assertServed(answer, "public, max-age=31536000, immutable");
        // Nothing but names differs from the file.
        assertEquals(module.file(), answer.text().replaceAll("\\.[0-9a-f]{16}\\.js'", ".js'"));
    }

    @Test
    void namesWhatAModuleImportsByItsHash() {
        assertTrue(ServedModule.of(MODULE)
                .script()
                .contains(" from '.%s'"
                        .formatted(ServedModule.of(ELEMENT).hashedPath().substring("/modules".length()))));
    }

    @ParameterizedTest
    @MethodSource("io.connectgateway.button.ServedModule#paths")
    void servesTheModuleThatItHasUnderTheHashOfAnotherReleaseAndLetsNobodyKeepIt(String path) {
        var answer = Event.of("GET", ServedModule.hashedPath(path, "0123456789abcdef"))
                .send();

        assertServed(answer, "no-cache");
        assertEquals(Event.of("GET", ServedModule.of(path).hashedPath()).send().text(), answer.text());
    }

    /** On a route with a variable, under a stage. */
    @Test
    void findsTheModuleByTheRoutesVariable() {
        var module = ServedModule.of(MODULE);
        var event = Event.of("GET", "/prod" + module.hashedPath());
        event.json().put("routeKey", "GET /modules/{module}");
        event.json()
                .withObject("pathParameters")
                .put("module", module.hashedPath().substring("/modules/".length()));

        assertEquals(module.script(), event.send().text());
    }

    private static void assertServed(Answer answer, String cacheControl) {
        assertEquals(200, answer.status());
        assertEquals("text/javascript; charset=utf-8", answer.headers().get("content-type"));
        assertEquals(cacheControl, answer.headers().get("cache-control"));
        assertEquals("Origin", answer.headers().get("vary"));
        assertEquals("nosniff", answer.headers().get("x-content-type-options"));
        assertNull(answer.headers().get("access-control-allow-origin"));
    }

    @Test
    void tagsEachModuleByItsContent() {
        String tag = Event.of("GET", MODULE).send().headers().get("etag");

        assertTrue(tag.matches("\"[0-9a-f]{16}\""), tag);
        assertEquals(tag, Event.of("GET", MODULE).send().headers().get("etag"));
        assertNotEquals(tag, Event.of("GET", ELEMENT).send().headers().get("etag"));
    }

    @ParameterizedTest
    @CsvSource({"%s, 304", "W/%s, 304", "'\"other\", %s', 304", "*, 304", "\"other\", 200", "'', 200"})
    void sendsNothingToWhoHasTheModule(String ifNoneMatch, int status) {
        String tag = Event.of("GET", MODULE).send().headers().get("etag");

        Answer answer = Event.of("GET", MODULE)
                .header("if-none-match", ifNoneMatch.replace("%s", tag))
                .send();

        assertEquals(status, answer.status());
        assertEquals(status == 304, answer.text().isEmpty() || answer.text().equals("null"));
        assertEquals(tag, answer.headers().get("etag"));
        assertEquals("public, max-age=86400", answer.headers().get("cache-control"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/gigs-connect-button.d.ts",
                "/gigs-connect-button.en.js",
                "/custom-elements.json",
                "/modules/gigs-connect-button.js",
                "/modules/gigs-connect-button.en.0123456789abcdef.js",
                "/modules/gigs-connect-button.0123456789abcde.js",
                "/modules/gigs-connect-button.0123456789ABCDEF.js",
                "/modules/../application.0123456789abcdef.js",
                "/gigs-connect-button.0123456789abcdef.js",
                "/gigs-connect-button.js/",
                "//gigs-connect-button.js",
                "/modules/gigs-connect-button.js.map",
                "/application.properties",
            })
    void servesNoOtherFile(String path) {
        assertEquals(401, Event.of("GET", path).send().status());
        assertEquals(404, Event.of("GET", path).as("customer-1").send().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void servesAModuleToNoOtherMethod(String method) {
        Answer answer = Event.of(method, MODULE).send();

        assertEquals(401, answer.status());
        assertEquals("no-store", answer.headers().get("cache-control"));
        assertEquals("error", Json.parse(answer.text()).path("object").asText());
    }
}
