package io.connectgateway.packaged;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.Json;
import io.connectgateway.error.HostileInput;
import io.connectgateway.gigs.Fault;
import io.connectgateway.token.SecretFault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All faults and hostile inputs, with a canary for each secret and all personal data: none is in an answer or in what the function prints. */
class LeaksIT {

    /** They say of a wrong project, and of an event that is not of an HTTP API, what has to be set right. */
    private static final Set<String> EXPECTED_ERRORS =
            Set.of("io.connectgateway.gigs.Gigs", "io.connectgateway.entry.FrontDoor");

    private final Deployment deployment = new Deployment();
    private int requests;

    @AfterEach
    void stop() throws Exception {
        deployment.close();
    }

    @Test
    void noSecretIsAnsweredOrLogged() throws Exception {
        deployment.environment.put("CONNECT_GIGS_IDEMPOTENCY_KEYS", "true");
        deployment.secrets.answer(Fault.json(500, "{}"));
        deployment.start();
        check("No token", Set.of(503), Fault.Call.CREATE.event());
        // Two connections that are not opened take two seconds.
        deployment.function.timeout(Duration.ofSeconds(3));
        for (SecretFault fault : SecretFault.all()) {
            fault.arrange().accept(deployment.secrets);
            check("Secrets Manager: " + fault.name(), Set.of(503), Fault.Call.CREATE.event());
        }
        deployment.secrets.answer(Fault.json(200, Canaries.SECRET_VALUE));
        for (Fault fault : Fault.all()) {
            for (Fault.Call call : List.of(Fault.Call.CREATE, Fault.Call.UPDATE)) {
                fault.arrange().accept(deployment.gigs);
                check(fault.name() + ": " + call, Set.of(fault.status(call)), call.event());
            }
        }
        deployment.gigs.answer(Fault.json(201, Canaries.SESSION));
        // Only a fault of Gigs is to run into the deadline, not a long list of problems on a busy machine.
        deployment.function.timeout(Duration.ofSeconds(15));
        for (HostileInput input : HostileInput.all()) {
            check(input.name(), input.statuses(), input.event());
        }
        checkLog();
    }

    private void check(String name, Set<Integer> statuses, Event event) {
        check(name, statuses, event.json().toString());
    }

    private void check(String name, Set<Integer> statuses, String event) {
        Event.Answer answer = assertDoesNotThrow(() -> deployment.function.invoke(event), name);
        assertTrue(statuses.contains(answer.status()), () -> name + answer);
        assertNotEquals("unknown", answer.json().path("code").asText(), name);
        Canaries.assertNoneIn(answer);
        requests++;
    }

    private void checkLog() {
        List<String> lines = List.copyOf(deployment.output);
        Canaries.assertNoneIn(lines);
        assertEquals(requests, deployment.requests().size());
        for (String line : lines) {
            JsonNode logged = Json.parse(line);
            boolean error = logged.path("level").asText().equals("ERROR");
            assertTrue(
                    !error || EXPECTED_ERRORS.contains(logged.path("loggerName").asText()), line);
            assertFalse(line.contains("unknown"), line);
        }
    }
}
