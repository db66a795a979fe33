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
import io.connectgateway.RawServer;
import io.connectgateway.error.HostileInput;
import io.connectgateway.gigs.Fault;
import io.connectgateway.sandbox.PackagedFunction;
import io.connectgateway.token.SecretFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** All faults and hostile inputs, with a canary for each secret and all personal data: none is in an answer or in what the function prints. */
class LeaksIT {

    /** They say of a wrong project, and of an event that is not of an HTTP API, what has to be set right. */
    private static final Set<String> EXPECTED_ERRORS =
            Set.of("io.connectgateway.gigs.Gigs", "io.connectgateway.entry.FrontDoor");

    private final List<String> output = new CopyOnWriteArrayList<>();

    @Test
    void noSecretIsAnsweredOrLogged() throws Exception {
        try (RawServer gigs = new RawServer();
                RawServer secrets = new RawServer();
                PackagedFunction function = start(gigs, secrets)) {
            int requests = 0;
            for (SecretFault fault : SecretFault.all()) {
                fault.arrange().accept(secrets);
                check("Secrets Manager: " + fault.name(), 503, function, event(Fault.Call.CREATE));
                requests++;
            }
            secrets.answer(Fault.json(200, Canaries.SECRET_VALUE));
            for (Fault fault : Fault.all()) {
                for (Fault.Call call : List.of(Fault.Call.CREATE, Fault.Call.UPDATE)) {
                    fault.arrange().accept(gigs);
                    check(fault.name() + ": " + call, fault.status(call), function, event(call));
                    requests++;
                }
            }
            gigs.answer(Fault.json(201, Canaries.SESSION));
            // Only a fault of Gigs is to run into the deadline, not a long list of problems on a busy machine.
            function.timeout(Duration.ofSeconds(15));
            for (HostileInput input : HostileInput.all()) {
                Event.Answer answer = answer(input.name(), function, input.event());
                assertTrue(input.statuses().contains(answer.status()), () -> input.name() + answer);

                requests++;
            }
            checkLog(requests);
        }
    }

    private PackagedFunction start(RawServer gigs, RawServer secrets) throws Exception {
        secrets.answer(Fault.json(500, "{}"));
        PackagedFunction function =
                PackagedFunction.start(gigs, secrets, Map.of("CONNECT_GIGS_IDEMPOTENCY_KEYS", "true"), output::add);
        function.invoke(event(Fault.Call.CREATE));
        // Two connections that are not opened take two seconds.
        function.timeout(Duration.ofSeconds(3));
        return function;
    }

    private static String event(Fault.Call call) {
        return call.event().json().toString();
    }

    private static void check(String name, int status, PackagedFunction function, String event) {
        assertEquals(status, answer(name, function, event).status(), name);
    }

    private static Event.Answer answer(String name, PackagedFunction function, String event) {
        Event.Answer answer = assertDoesNotThrow(() -> function.invoke(event), name);
        assertNotEquals("unknown", answer.json().path("code").asText(), name);
        Canaries.assertNoneIn(answer);
        return answer;
    }

    private void checkLog(int requests) {
        List<String> lines = List.copyOf(output);
        Canaries.assertNoneIn(lines);
        int canonical = 0;
        for (String line : lines) {
            JsonNode logged = Json.parse(line);
            boolean error = logged.path("level").asText().equals("ERROR");
            assertTrue(
                    !error || EXPECTED_ERRORS.contains(logged.path("loggerName").asText()), line);
            if (logged.has("millis")) {
                canonical++;
            }
        }
        assertEquals(requests + 1, canonical);
        assertFalse(lines.stream().anyMatch(line -> line.contains("unknown")));
    }
}
