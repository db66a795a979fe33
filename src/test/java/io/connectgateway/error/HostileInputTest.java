package io.connectgateway.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.FaultyUpstream;
import io.connectgateway.LogCapture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(value = FaultyUpstream.class, restrictToAnnotatedClass = true)
class HostileInputTest {

    private final LogCapture log = LogCapture.open();

    @BeforeEach
    void goodDay() {
        FaultyUpstream.reset();
    }

    @AfterEach
    void stopCapture() {
        log.close();
    }

    static List<HostileInput> inputs() {
        return HostileInput.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void answersWithAnErrorObjectAndGoesOn(HostileInput input) {
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
        assertEquals("no-store", answer.headers().get("Cache-Control"));
        Canaries.assertNoneIn(answer);
        Canaries.assertNoneIn(log.texts());
        assertEquals(1, log.lines().size(), log.texts()::toString);

        assertEquals(201, Canaries.in(Event.create(Canaries.CREATE)).send().status(), "a good request afterwards");
    }

    @Test
    void hasNoTwoInputsOfOneName() {
        Set<String> names = new HashSet<>();
        inputs().forEach(input -> assertTrue(names.add(input.name()), input.name()));
    }
}
