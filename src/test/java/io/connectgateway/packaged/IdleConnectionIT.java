package io.connectgateway.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.RawServer;
import io.connectgateway.gigs.Fault;
import io.connectgateway.sandbox.PackagedFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the connection to Gigs while an environment is frozen, for each end that Gigs may make of it. */
@EnabledOnOs(OS.LINUX)
class IdleConnectionIT {

    private static final String CREATE =
            Canaries.addTo(Event.create(Canaries.CREATE)).json().toString();

    private enum End {
        KEPT,
        CLOSED,
        RESET,
        /** Gigs, or something on the way, has forgotten the connection and says nothing on it. */
        SILENT
    }

    private static final Map<End, Environment> ENVIRONMENTS = new EnumMap<>(End.class);

    /** All are frozen at the same time, so that a long pause is waited for once. */
    @BeforeAll
    static void start() throws Exception {
        for (End end : End.values()) {
            ENVIRONMENTS.put(end, new Environment());
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (Environment environment : ENVIRONMENTS.values()) {
            environment.close();
        }
    }

    @ParameterizedTest(name = "after {0} s")
    @ValueSource(ints = {2, 10, 50})
    void aCreateReachesGigsOnceOnAConnectionThatIsThere(int seconds) throws Exception {
        for (Environment environment : ENVIRONMENTS.values()) {
            environment.silent.set(false);
            assertEquals(201, environment.function.invoke(CREATE).status());
            environment.function.freeze();
        }
        ENVIRONMENTS.get(End.CLOSED).gigs.closeConnections();
        ENVIRONMENTS.get(End.RESET).gigs.resetConnections();
        ENVIRONMENTS.get(End.SILENT).silent.set(true);
        Thread.sleep(Duration.ofSeconds(seconds).toMillis());

        assertCreated(End.KEPT, 0);
        assertCreated(End.CLOSED, 1);
        assertCreated(End.RESET, 1);
        assertGivenUp(ENVIRONMENTS.get(End.SILENT));
    }

    private static void assertCreated(End end, int newConnections) throws Exception {
        Environment environment = ENVIRONMENTS.get(end);
        int requests = environment.gigs.requestsRead();
        int connections = environment.gigs.connections();

        assertEquals(201, environment.createAfterThaw().status(), end::toString);

        assertEquals(requests + 1, environment.gigs.requestsRead(), end::toString);
        assertEquals(connections + newConnections, environment.gigs.connections(), end::toString);
    }

    private static void assertGivenUp(Environment environment) throws Exception {
        int requests = environment.gigs.requestsRead();
        long start = System.nanoTime();

        Event.Answer answer = environment.createAfterThaw();

        assertEquals("gigsTimeout", answer.json().path("code").asText());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 9, "six seconds, and a busy machine");
        assertEquals(requests + 1, environment.gigs.requestsRead(), "a create is not sent twice");
        assertTrue(
                environment.output.stream().anyMatch(line -> line.contains("\"upstreamFailure\":\"timeout\"")),
                environment.output::toString);
        environment.silent.set(false);
        assertEquals(201, environment.function.invoke(CREATE).status(), "on a connection of its own");
    }

    private static final class Environment implements AutoCloseable {

        final RawServer gigs = new RawServer();
        final RawServer secrets = new RawServer();
        final AtomicBoolean silent = new AtomicBoolean();
        final List<String> output = new CopyOnWriteArrayList<>();
        final PackagedFunction function;

        Environment() throws Exception {
            secrets.answer(Fault.json(200, Canaries.SECRET_VALUE));
            gigs.serve(connection -> {
                while (connection.read()) {
                    if (silent.get()) {
                        connection.hold();
                    }
                    connection.write(Fault.json(201, Canaries.SESSION));
                }
            });
            function = PackagedFunction.start(gigs, secrets, Map.of(), output::add);
        }

        Event.Answer createAfterThaw() throws Exception {
            CompletableFuture<Event.Answer> answer = function.invokeLater(CREATE);
            function.thaw();
            return answer.join();
        }

        @Override
        public void close() throws IOException {
            function.close();
            gigs.close();
            secrets.close();
        }
    }
}
