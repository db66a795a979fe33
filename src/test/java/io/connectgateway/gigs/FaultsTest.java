package io.connectgateway.gigs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.FaultyUpstream;
import io.connectgateway.LogCapture;
import io.connectgateway.log.ShortDeadline;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(FaultyUpstream.class)
class FaultsTest {

    /** Tolerance for a busy machine: what is asserted is that a time limit is kept, not how fast this machine is. */
    private static final Duration SLACK = Duration.ofMillis(2500);

    @RegisterExtension
    final LogCapture log = new LogCapture();

    /** A fault that is final for a create and a retrieve is so for the other calls: LeaksIT has the update. */
    static Stream<Arguments> faultsAndCalls() {
        Set<Fault.Call> two = EnumSet.of(Fault.Call.CREATE, Fault.Call.RETRIEVE);
        Set<Fault.Call> all = EnumSet.allOf(Fault.Call.class);
        return Fault.all().stream()
                .flatMap(fault ->
                        (fault.end() == Fault.End.FINAL ? two : all).stream().map(call -> Arguments.of(fault, call)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faultsAndCalls")
    void answersWithItsErrorInTimeAndRepeatsOnlyWhatIsSafe(Fault fault, Fault.Call call) {
        // Only a fault that ends in 504 is to run into the deadline; the others have enough time even on a busy
        // machine.
        Duration left = fault.status() == 504 ? ShortDeadline.LEFT : Duration.ofSeconds(5);
        ShortDeadline.install(left);
        FaultyUpstream.reset();
        assertEquals(201, Canaries.addTo(Event.retrieve("csn_1")).send().status(), "before the fault");
        fault.arrange().accept(FaultyUpstream.GIGS);

        long start = System.nanoTime();
        Event.Answer answer = call.event().send();
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        JsonNode error = answer.json();
        assertEquals(fault.status(call), answer.status(), answer::text);
        assertEquals(
                "error " + fault.code(call),
                error.path("object").asText() + " " + error.path("code").asText());
        assertFalse(error.path("message").asText().isEmpty());
        assertEquals(
                answer.headers().get("X-Request-Id"), error.path("requestId").asText());
        assertEquals(fault.reaches(call), FaultyUpstream.GIGS.reached(), FaultyUpstream.GIGS.requests()::toString);
        assertTrue(took.compareTo(left.plus(SLACK)) < 0, () -> "took " + took);
        assertTrue(FaultyUpstream.GIGS.written() < 10_000_000, "what no answer needs is not read");
        Canaries.assertNoneIn(answer);
        Canaries.assertNoneIn(log.texts());
    }

    @ParameterizedTest
    @CsvSource({
        "connection refused, refused",
        "connection never completes, timeout",
        "accepts and never answers, timeout",
        "reset before the headers, reset",
        "closed without an answer, reset",
        "garbage, protocol"
    })
    void saysWhyGigsCouldNotBeReached(String name, String failure) {
        FaultyUpstream.reset();
        ShortDeadline.install(Duration.ofSeconds(3));
        Fault fault = Fault.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        fault.arrange().accept(FaultyUpstream.GIGS);

        Fault.Call.CREATE.event().send();

        assertEquals(failure, log.requests().get(0).path("upstreamFailure").textValue());
        assertEquals(List.of("Gigs could not be reached: " + failure), warnings());
    }

    @Test
    void saysNothingOfAFailureThatASecondTryHasMended() {
        FaultyUpstream.reset();
        FaultyUpstream.GIGS.serve(connection -> {
            connection.read();
            if (FaultyUpstream.GIGS.reached() == 1) {
                connection.reset();
            } else {
                connection.write(Fault.json(200, Canaries.SESSION));
            }
        });

        assertEquals(200, Fault.Call.RETRIEVE.event().send().status());

        assertFalse(log.requests().get(0).has("upstreamFailure"));
        assertEquals(2, log.requests().get(0).path("upstreamCalls").intValue());
        assertEquals(List.of(), warnings());
    }

    @Test
    void givesUpAfterSixSeconds() {
        FaultyUpstream.GIGS.serve(connection -> connection.hold());
        long start = System.nanoTime();
        Event.Answer answer = Fault.Call.CREATE.event().send();
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertEquals("gigsTimeout", answer.json().path("code").asText());
        assertTrue(millis >= 5900 && millis < 6000 + 2 * SLACK.toMillis(), () -> "took " + millis);
    }

    private List<String> warnings() {
        return log.lines().stream()
                .filter(line -> line.level().equals("WARN"))
                .map(LogCapture.Line::message)
                .toList();
    }
}
