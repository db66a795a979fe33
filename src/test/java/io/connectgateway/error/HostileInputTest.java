package io.connectgateway.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.FaultyUpstream;
import io.connectgateway.Json;
import io.connectgateway.LogCapture;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(FaultyUpstream.class)
class HostileInputTest {

    private static final int MAX_ANSWER = 16 * 1024;

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @BeforeEach
    void upstreamsAnswer() {
        FaultyUpstream.reset();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.connectgateway.error.HostileInput#json")
    void answersToAllOfJson(HostileInput input) {
        check(input);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.connectgateway.error.HostileInput#events")
    void answersWithAnErrorObjectAndGoesOn(HostileInput input) {
        check(input);
        assertEquals(201, Canaries.addTo(Event.create(Canaries.CREATE)).send().status(), "a good request afterwards");
    }

    private void check(HostileInput input) {
        Event.Answer answer = Event.Answer.to(input.event());

        assertTrue(input.statuses().contains(answer.status()), () -> answer.status() + " " + answer.text());
        JsonNode body = answer.json();
        if (answer.status() >= 300) {
            assertEquals("error", body.path("object").asText());
            assertFalse(body.path("type").asText().isEmpty());
            assertNotEquals("unknown", body.path("code").asText("unknown"));
            assertFalse(body.path("message").asText().isEmpty());
            assertEquals(
                    answer.headers().get("X-Request-Id"), body.path("requestId").asText());
            assertEquals(0, FaultyUpstream.GIGS.reached());
        }
        int length = answer.text().getBytes(UTF_8).length;
        assertTrue(length <= MAX_ANSWER, () -> "an answer of " + length + " bytes");
        assertEquals("no-store", answer.headers().get("Cache-Control"));
        Canaries.assertNoneIn(answer);
        Canaries.assertNoneIn(log.texts());
        // Beside the line of the request, one says which events the gateway takes, where this is none and has no
        // caller.
        List<String> errors = log.lines().stream()
                .filter(line -> line.level().equals("ERROR"))
                .map(LogCapture.Line::message)
                .toList();
        boolean foreign = answer.status() == 401 && !isFromHttpApi(input.event());
        assertEquals(foreign ? 1 : 0, errors.size(), errors::toString);
        assertTrue(errors.stream().allMatch(line -> line.contains("payload format 2.0")), errors::toString);
        assertEquals(1 + errors.size(), log.lines().size(), log.texts()::toString);
    }

    private static boolean isFromHttpApi(String event) {
        JsonNode json = Json.parse(event);
        return json.path("version").asText().equals("2.0")
                && json.at("/requestContext/http").isObject();
    }
}
