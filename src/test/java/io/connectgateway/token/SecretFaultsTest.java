package io.connectgateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.FaultyUpstream;
import io.connectgateway.LogCapture;
import io.connectgateway.gigs.Fault;
import io.connectgateway.log.ShortDeadline;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = FaultyUpstream.class, restrictToAnnotatedClass = true)
class SecretFaultsTest {

    private static final String UNAUTHORIZED = Fault.json(401, "{}");

    @RegisterExtension
    final LogCapture log = new LogCapture();

    private final ManualClock time = new ManualClock();

    @Inject
    SecretSource source;

    @BeforeEach
    void noTokenYet() {
        FaultyUpstream.reset();
        ShortDeadline.install();
        ProjectToken token = new ProjectToken(source::fetch, Duration.ofMinutes(5), Duration.ofHours(1), time);
        QuarkusMock.installMockForType(token, ProjectToken.class);
    }

    @AfterEach
    void leavesNoSecretInTheLog() {
        Canaries.assertNoneIn(log.texts());
    }

    static List<SecretFault> faults() {
        return SecretFault.all();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void answersTokenUnavailableWithoutATokenAndUsesAnOldOneForAnHour(SecretFault fault) {
        fault.arrange().accept(FaultyUpstream.SECRETS);
        assertUnavailable(create());
        assertEquals(0, FaultyUpstream.GIGS.reached());
        assertTrue(warns("No token from Secrets Manager"), log.texts()::toString);

        FaultyUpstream.reset();
        assertEquals(201, create().status(), "tried again by the next request");

        fault.arrange().accept(FaultyUpstream.SECRETS);
        time.advance(Duration.ofMinutes(6));
        assertEquals(201, create().status());
        assertTrue(warns("it goes on being used"), log.texts()::toString);
        int asked = FaultyUpstream.SECRETS.reached();
        assertEquals(201, create().status());
        assertEquals(asked, FaultyUpstream.SECRETS.reached(), "not asked again at once");

        time.advance(Duration.ofMinutes(60));
        assertUnavailable(create());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void answersTokenUnavailableWhenARefusedTokenCannotBeReplaced(SecretFault fault) {
        assertEquals(201, create().status());
        fault.arrange().accept(FaultyUpstream.SECRETS);
        FaultyUpstream.GIGS.answer(UNAUTHORIZED);

        assertUnavailable(create());
        assertEquals(1, FaultyUpstream.GIGS.reached());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500, 503})
    void aThrottleThatPassesLosesNoRequest(int status) {
        AtomicInteger asked = new AtomicInteger();
        FaultyUpstream.SECRETS.serve(connection -> {
            while (connection.read()) {
                connection.write(
                        asked.incrementAndGet() <= 2
                                ? Fault.json(status, SecretFault.error("ThrottlingException"))
                                : Fault.json(200, Canaries.SECRET_VALUE));
            }
        });
        ShortDeadline.install(Duration.ofSeconds(5));

        assertEquals(201, Fault.Call.CREATE.event().send().status());
        assertEquals(3, FaultyUpstream.SECRETS.requestsRead());
        assertFalse(warns("No token"), log.texts()::toString);
    }

    private Event.Answer create() {
        long start = System.nanoTime();
        Event.Answer answer = Fault.Call.CREATE.event().send();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(ShortDeadline.LEFT.plusSeconds(2)) < 0, () -> "took " + took);
        Canaries.assertNoneIn(answer);
        return answer;
    }

    private static void assertUnavailable(Event.Answer answer) {
        assertEquals(503, answer.status(), answer::text);
        assertEquals("tokenUnavailable", answer.json().path("code").asText());
        assertEquals("1", answer.headers().get("Retry-After"));
    }

    private boolean warns(String words) {
        return log.lines().stream()
                .anyMatch(line -> line.level().equals("WARN")
                        && line.message().contains(words)
                        && line.fields().has("requestId"));
    }
}
