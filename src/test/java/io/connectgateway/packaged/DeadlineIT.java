package io.connectgateway.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.RawServer;
import io.connectgateway.gigs.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No request outlives the deadline that Lambda tells with it. FaultsIT has those that wait for one call to Gigs. */
class DeadlineIT {

    private static final Duration DEADLINE = Duration.ofMillis(2500);

    private final Deployment deployment = new Deployment();

    @BeforeEach
    void startsWhileSecretsManagerDoesNotAnswer() throws Exception {
        deployment.environment.put("CONNECT_CALLER_FIND_USER_BY_EMAIL", "true");
        deployment.secrets.serve(RawServer.Connection::hold);
        long start = System.nanoTime();
        deployment.start();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(Duration.ofSeconds(30)) < 0, () -> "the start took " + took);
        // The first request pays for classes that nothing has loaded yet, on a machine that is busy.
        deployment.secrets.answer(Fault.json(200, Canaries.SECRET_VALUE));
        deployment.gigs.answer(Fault.json(200, Canaries.SESSION));
        assertEquals(200, deployment.function.invoke(update()).status());
        deployment.function.timeout(DEADLINE);
    }

    @AfterEach
    void stop() throws Exception {
        deployment.close();
    }

    @Test
    void whatCannotFinishAnswersBeforeTheDeadline() {
        // A search for the user, a retrieve and an update: each is in time, all together are not.
        deployment.gigs.serve(connection -> {
            while (connection.read()) {
                Thread.sleep(900);
                connection.write(Fault.json(200, Canaries.SESSION));
            }
        });
        assertEndsWith("gigsTimeout", 504, update());

        // The token is refused, and Secrets Manager takes all the time there is.
        deployment.gigs.answer(Fault.json(401, "{}"));
        deployment.secrets.serve(RawServer.Connection::hold);
        assertEndsWith("tokenUnavailable", 503, Deployment.CREATE);
    }

    private void assertEndsWith(String code, int status, String event) {
        long start = System.nanoTime();
        Event.Answer answer = deployment.function.invoke(event);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertEquals(status, answer.status(), answer::text);
        assertEquals(code, answer.json().path("code").asText());
        assertTrue(took.compareTo(DEADLINE) < 0, () -> "took " + took);
        assertTrue(took.compareTo(DEADLINE.minusMillis(1000)) > 0, () -> "gave up after " + took);
    }

    private static String update() {
        return Event.update("csn_1", "{\"callbackUrl\":null}")
                .claims(Map.of("sub", "shopper", "email", Canaries.OWN_EMAIL, "email_verified", "true"))
                .json()
                .toString();
    }
}
