package io.connectgateway.packaged;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.Json;
import io.connectgateway.error.HostileInput;
import io.connectgateway.gigs.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All faults and hostile inputs, with a canary for each secret and all personal data: none is in an answer or in the
 * function's output. A request that outlives its deadline fails. Each test has an environment of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultsIT {

    /** For what is to run into the deadline. The others have enough time even on a busy machine. */
    private static final Duration SHORT = Duration.ofMillis(1700);

    private static final Duration LONG = Duration.ofSeconds(15);

    /** They say of a wrong project, and of an event that is not of an HTTP API, what has to be set right. */
    private static final Set<String> EXPECTED_ERRORS =
            Set.of("io.connectgateway.gigs.Gigs", "io.connectgateway.entry.FrontDoor");

    private final Deployment deployment = new Deployment();

    /** The expected {@link Deployment#failures}. */
    private final List<String> failures = new ArrayList<>();

    @BeforeEach
    void takeIdempotencyKeys() {
        deployment.environment.put("CONNECT_GIGS_IDEMPOTENCY_KEYS", "true");
    }

    @AfterEach
    void loggedEachRequestAndNoSecret() throws Exception {
        deployment.close();
        Canaries.assertNoneIn(deployment.output);
        assertEquals(failures, deployment.failures());
        for (String line : deployment.output) {
            JsonNode logged = Json.parse(line);
            boolean error = logged.path("level").asText().equals("ERROR");
            assertTrue(
                    !error || EXPECTED_ERRORS.contains(logged.path("loggerName").asText()), line);
            assertFalse(line.contains("unknown"), line);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersAFaultOfGigsInTimeAndRepeatsOnlyWhatIsSafe(Fault.Call call) throws Exception {
        deployment.start();
        for (Fault fault :
                Fault.all().stream().filter(each -> each.concerns(call)).toList()) {
            deployment.gigs.answer(Fault.json(201, Canaries.SESSION));
            deployment.function.timeout(LONG);
            assertEquals(
                    201, answer("before " + fault, Fault.Call.RETRIEVE.event()).status());
            deployment.function.timeout(fault.status() == 504 ? SHORT : LONG);
            fault.arrange().accept(deployment.gigs);

            assertRefused(fault.status(call), fault.code(call), answer(fault.name(), call.event(), fault.failure()));

            assertEquals(
                    fault.reaches(call), deployment.gigs.reached(), () -> fault + ": " + deployment.gigs.requests());
            assertTrue(deployment.gigs.written() < 10_000_000, "what no answer needs is not read");
        }
        deployment.close();
        assertEquals(
                failures.stream()
                        .filter(failure -> !failure.isEmpty())
                        .map(failure -> "Gigs could not be reached: " + failure)
                        .toList(),
                deployment.warnings("Gigs could not"));
    }

    @Test
    void hasNoTokenAfterAFaultOfSecretsManagerAndGoesOnWithTheOneItHas() throws Exception {
        deployment.environment.put("CONNECT_TOKEN_TTL", "PT0.001S");
        deployment.secrets.answer(Fault.json(400, SecretFault.error("AccessDeniedException")));
        deployment.start();
        deployment.function.timeout(SHORT);
        for (SecretFault fault : SecretFault.all()) {
            fault.arrange().accept(deployment.secrets);

            Event.Answer answer = answer(fault.name(), Fault.Call.CREATE.event());

            assertRefused(503, "tokenUnavailable", answer);
            assertEquals("1", answer.headers().get("Retry-After"));
        }
        assertEquals(0, deployment.gigs.requestsRead());

        deployment.function.timeout(LONG);
        deployment.secrets.serve(connection -> {
            while (connection.read()) {
                boolean throttled = deployment.secrets.requestsRead() <= 2;
                connection.write(
                        throttled
                                ? Fault.json(400, SecretFault.error("ThrottlingException"))
                                : Fault.json(200, Canaries.SECRET_VALUE));
            }
        });
        assertEquals(201, answer("throttled twice", Fault.Call.CREATE.event()).status());
        assertEquals(3, deployment.secrets.requestsRead());

        deployment.secrets.refuse();
        assertEquals(201, answer("with an old token", Fault.Call.CREATE.event()).status());
        deployment.close();
        assertEquals(
                1 + SecretFault.all().size() + 1,
                deployment.warnings("No token from Secrets Manager: ").size(),
                "at the start, for each fault, and with the old token");
        assertEquals(1, deployment.warnings("The token is ").size(), "it goes on being used");
    }

    @Test
    void answersHostileInput() throws Exception {
        deployment.start();
        for (HostileInput input : HostileInput.all()) {
            Event.Answer answer = answer(input.name(), input.event(), "");
            assertTrue(input.statuses().contains(answer.status()), () -> input.name() + answer);
        }
    }

    private Event.Answer answer(String name, Event event) {
        return answer(name, event, "");
    }

    private Event.Answer answer(String name, Event event, String failure) {
        return answer(name, event.json().toString(), failure);
    }

    private Event.Answer answer(String name, String event, String failure) {
        Event.Answer answer = assertDoesNotThrow(() -> deployment.function.invoke(event), name);
        Canaries.assertNoneIn(answer);
        failures.add(failure);
        return answer;
    }

    private static void assertRefused(int status, String code, Event.Answer answer) {
        JsonNode error = answer.json();
        assertEquals(status, answer.status(), answer::text);
        assertEquals("error", error.path("object").asText());
        assertEquals(code, error.path("code").asText());
        assertFalse(error.path("message").asText().isEmpty());
        assertEquals(
                answer.headers().get("X-Request-Id"), error.path("requestId").asText());
    }
}
