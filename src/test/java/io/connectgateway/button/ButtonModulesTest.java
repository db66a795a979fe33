package io.connectgateway.button;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules, as API Gateway gets them from the function: the only files, and the only answers without a token. */
abstract class ButtonModulesTest {
    private static final Path SOURCES = Path.of("button/src");
    private static final String BUTTON = "gigs-connect-button.js";

    static List<String> modules() throws IOException {
        try (var files = Files.newDirectoryStream(SOURCES, "gigs-connect-*.js")) {
            var names = new ArrayList<String>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names;
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void servesTheFileItselfToAnybodyForAnHour(String name) throws IOException {
        Answer plain = module(name).send();
        Answer compressed = module(name)
                .header("accept-encoding", "gzip, deflate, br, zstd")
                .send();

        assertServed(plain, null);
        assertServed(compressed, "gzip");
        byte[] source = Files.readAllBytes(SOURCES.resolve(name));
        assertArrayEquals(source, bytes(plain));
        assertArrayEquals(source, new GZIPInputStream(new ByteArrayInputStream(bytes(compressed))).readAllBytes());
        int budget = name.equals(BUTTON) ? 5000 : name.equals("gigs-connect-return.js") ? 3000 : 500;
        assertTrue(bytes(compressed).length <= budget, "docs/button.md says how large a module may be");
    }

    @ParameterizedTest
    @CsvSource({"GZIP, gzip", "'br, gzip;q=0.5', gzip", "gzip;q=0,", "'gzip ; q=0.000, br',", "x-gzipped,"})
    void compressesOnlyWhereTheBrowserTakesGzip(String accepted, String sent) {
        Answer answer = module(BUTTON).header("accept-encoding", accepted).send();

        assertServed(answer, sent);
    }

    private static void assertServed(Answer answer, String encoding) {
        assertEquals(200, answer.status());
        assertEquals("text/javascript; charset=utf-8", answer.headers().get("content-type"));
        assertEquals("public, max-age=3600", answer.headers().get("cache-control"));
        assertEquals("Accept-Encoding, Origin", answer.headers().get("vary"));
        assertEquals("nosniff", answer.headers().get("x-content-type-options"));
        assertNull(answer.headers().get("access-control-allow-origin"));
        assertEquals(encoding, answer.headers().get("content-encoding"));
    }

    @Test
    void tagsWhatItSends() {
        String tag = tag(module(BUTTON));

        assertTrue(tag.matches("\"[0-9a-f-]{36}\""), tag);
        assertEquals(tag, tag(module(BUTTON)));
        assertNotEquals(tag, tag(module("gigs-connect-return.js")));
        assertNotEquals(tag, tag(module(BUTTON).header("accept-encoding", "gzip")));
    }

    @ParameterizedTest
    @CsvSource({"%s, 304", "W/%s, 304", "'\"other\", %s', 304", "\"other\", 200", "'', 200"})
    void sendsNothingToABrowserThatHasTheModule(String ifNoneMatch, int status) {
        String tag = tag(module(BUTTON));

        Answer answer = module(BUTTON)
                .header("if-none-match", ifNoneMatch.replace("%s", tag))
                .send();

        assertEquals(status, answer.status());
        assertEquals(status == 304, answer.text().isEmpty() || answer.text().equals("null"));
        assertEquals(tag, answer.headers().get("etag"));
        assertEquals("public, max-age=3600", answer.headers().get("cache-control"));
    }

    /** The path may begin with a stage or with the key of an API mapping. */
    @Test
    void findsTheModuleByTheRoute() {
        Event event = module(BUTTON);
        event.json().put("rawPath", "/prod/modules/" + BUTTON);

        assertEquals(tag(module(BUTTON)), tag(event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gigs-connect-button", "gigs-connect-button.d.ts", "gigs-connect-button-element.js"})
    @ValueSource(strings = {"gigs-connect-button.js/", "gigs-connect-button.js\n", "../application.properties"})
    void servesNoOtherFile(String name) {
        assertEquals(401, module(name).send().status());
        assertEquals(404, module(name).as("customer-1").send().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/gigs-connect-button.js", "/modules/", "/modules/gigs-connect-button.js"})
    void servesNoFileOnAnotherRoute(String path) {
        assertEquals(401, Event.of("GET", path).send().status());
        assertEquals(404, Event.of("GET", path).as("customer-1").send().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void servesAModuleToNoOtherMethod(String method) {
        Answer answer = module(method, BUTTON).send();

        assertEquals(401, answer.status());
        assertEquals("no-store", answer.headers().get("cache-control"));
        assertEquals("error", Json.parse(answer.text()).path("object").asText());
    }

    private static Event module(String name) {
        return module("GET", name);
    }

    private static Event module(String method, String name) {
        Event event = Event.of(method, "/modules/" + name);
        event.json().put("routeKey", method + " /modules/{module}");
        event.json().withObject("pathParameters").put("module", name);
        return event;
    }

    private static String tag(Event event) {
        return event.send().headers().get("etag");
    }

    private static byte[] bytes(Answer answer) {
        return Base64.getDecoder().decode(answer.text());
    }
}
