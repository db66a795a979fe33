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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void answersTokenUnavailableWithoutAToken(SecretFault fault) {
        fault.arrange().accept(FaultyUpstream.SECRETS);

        assertUnavailable(create());
        assertEquals(0, FaultyUpstream.GIGS.reached());
        assertTrue(warns("No token from Secrets Manager"), log.texts()::toString);

        FaultyUpstream.reset();
        assertEquals(201, create().status(), "tried again by the next request");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void usesTheOldTokenWhenARefreshFails(SecretFault fault) {
        assertEquals(201, create().status());
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
    @ValueSource(
            strings = {"rotated_1", " rotated_2\n", "{\"token\":\"rotated_3\"}", " {\"a\":1,\"token\":\" rotated_4 \"}"
            })
    void aRotatedTokenLosesNoRequest(String secret) {
        assertEquals(201, create().status());
        FaultyUpstream.SECRETS.answer(SecretFault.secret(secret));
        FaultyUpstream.GIGS.serve(connection -> {
            while (connection.read()) {
                boolean fresh = FaultyUpstream.GIGS.last().contains("Bearer rotated_");
                connection.write(fresh ? Fault.json(201, Canaries.SESSION) : UNAUTHORIZED);
            }
        });

        assertEquals(201, create().status());
        assertEquals(2, FaultyUpstream.GIGS.reached());
        assertEquals(1, FaultyUpstream.SECRETS.reached());
        assertTrue(log.requests().get(1).path("tokenRefreshed").booleanValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no SecretString  | the secret is binary; it must be text",
                "503 with HTML    | status 503, without an error type",
                "access denied    | status 400, AccessDeniedException",
                "empty secret     | the secret's value is empty, or is JSON without a token field that is text"
            })
    void saysWhyThereIsNoToken(String name, String reason) {
        SecretFault fault = SecretFault.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        fault.arrange().accept(FaultyUpstream.SECRETS);

        create();

        assertTrue(warns("No token from Secrets Manager: " + reason), log.texts()::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 ThrottlingException", "500 InternalServiceError", "503 ServiceUnavailable"})
    void aThrottleThatPassesLosesNoRequest(String fault) {
        String[] statusAndType = fault.split(" ");
        String refusal = Fault.json(Integer.parseInt(statusAndType[0]), SecretFault.error(statusAndType[1]));
        AtomicInteger asked = new AtomicInteger();
        FaultyUpstream.SECRETS.serve(connection -> {
            while (connection.read()) {
                connection.write(asked.incrementAndGet() <= 2 ? refusal : Fault.json(200, Canaries.SECRET_VALUE));
            }
        });
        ShortDeadline.install(Duration.ofSeconds(5));

        assertEquals(201, Fault.Call.CREATE.event().send().status());
        assertEquals(3, FaultyUpstream.SECRETS.requestsRead());
        assertFalse(warns("No token"), log.texts()::toString);
    }

    @Test
    void aTokenThatIsRefusedAndNotRotatedIsAMisconfiguration() {
        FaultyUpstream.GIGS.answer(UNAUTHORIZED);
        Event.Answer answer = create();
        assertEquals(502, answer.status());
        assertEquals("gatewayMisconfigured", answer.json().path("code").asText());
        assertEquals(1, FaultyUpstream.GIGS.reached());
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
