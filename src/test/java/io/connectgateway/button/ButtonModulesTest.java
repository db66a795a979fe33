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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private static final Path FOLDER = Path.of("src/main/resources/META-INF/resources");

    @ParameterizedTest
    @MethodSource("modules")
    void servesAModuleToAnybodyAsTextForADay(String path) throws IOException {
        var answer = Event.of("GET", path).send();

        assertEquals(200, answer.status());
        assertEquals(Files.readString(Path.of(FOLDER + path)), answer.text());
        assertEquals("text/javascript; charset=utf-8", answer.headers().get("content-type"));
        assertEquals("public, max-age=86400", answer.headers().get("cache-control"));
        assertEquals("nosniff", answer.headers().get("x-content-type-options"));
        assertNull(answer.headers().get("access-control-allow-origin"));
    }

    static List<String> modules() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> "/" + file.getFileName()).toList();
        }
    }

    @Test
    void tagsEachModuleByItsContent() {
        String tag = Event.of("GET", MODULE).send().headers().get("etag");

        assertTrue(tag.matches("\"[0-9a-f]{32}\""), tag);
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
                "/gigs-connect-button.js/",
                "//gigs-connect-button.js",
                "/META-INF/resources/gigs-connect-button.js",
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
