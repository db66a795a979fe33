package io.connectgateway.packaged;

import static io.connectgateway.packaged.ClosedNetwork.GIGS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.RawServer;
import io.connectgateway.gigs.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection to Gigs after a rest. All environments rest at the same time, so that the test waits once. */
@EnabledOnOs(OS.LINUX)
class IdleConnectionIT {

    private static final Map<String, Deployment> ENVIRONMENTS = new LinkedHashMap<>();
    private static final AtomicBoolean FORGOTTEN = new AtomicBoolean();

    @TempDir
    static Path directory;

    private static ClosedNetwork proxied;

    @BeforeAll
    static void start() throws Exception {
        for (String end : new String[] {"kept", "closed", "reset", "forgotten"}) {
            ENVIRONMENTS.put(end, new Deployment().start());
        }
        proxied = new ClosedNetwork(new PrivateAuthority(directory));
        ENVIRONMENTS.put("through a proxy", proxied.start());
        ENVIRONMENTS.get("forgotten").gigs.serve(connection -> {
            while (connection.read()) {
                if (FORGOTTEN.get()) {
                    connection.hold();
                }
                connection.write(Fault.json(201, Canaries.SESSION));
            }
        });
    }

    @AfterAll
    static void stop() throws Exception {
        for (Deployment environment : ENVIRONMENTS.values()) {
            environment.close();
        }
    }

    /** The last environment rests for six seconds more, the time limit of the forgotten connection: over 55 seconds. */
    @ParameterizedTest(name = "after {0} s")
    @CsvSource({"2, 0", "50, 1"})
    void aCreateAfterARestReachesGigsOnce(int seconds, int renewed) throws Exception {
        FORGOTTEN.set(false);
        for (Deployment environment : ENVIRONMENTS.values()) {
            assertEquals(201, environment.create().status());
            environment.function.freeze();
        }
        ENVIRONMENTS.get("closed").gigs.closeConnections();
        ENVIRONMENTS.get("reset").gigs.resetConnections();
        FORGOTTEN.set(true);
        Thread.sleep(Duration.ofSeconds(seconds).toMillis());

        assertCreated("kept", 0);
        assertCreated("closed", 1);
        assertCreated("reset", 1);
        assertGivenUp(ENVIRONMENTS.get("forgotten"));
        long connects = proxied.connectionsTo(GIGS);
        assertCreated("through a proxy", renewed);
        assertEquals(connects + renewed, proxied.connectionsTo(GIGS));
    }

    private static void assertCreated(String end, int newConnections) throws Exception {
        Deployment environment = ENVIRONMENTS.get(end);
        int requests = environment.gigs.requestsRead();
        int connections = environment.gigs.connections();

        assertEquals(201, environment.createAfterThaw().status(), end);

        assertEquals(requests + 1, environment.gigs.requestsRead(), end);
        assertEquals(connections + newConnections, environment.gigs.connections(), end);
    }

    private static void assertGivenUp(Deployment environment) throws Exception {
        int requests = environment.gigs.requestsRead();
        long start = System.nanoTime();

        Event.Answer answer = environment.createAfterThaw();

        assertEquals("gigsTimeout", answer.json().path("code").asText());
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 9, "six seconds, and a busy machine");
        assertEquals(requests + 1, environment.gigs.requestsRead(), "a create is not sent twice");
        assertTrue(environment.requests().stream()
                .anyMatch(line -> line.path("upstreamFailure").asText().equals("timeout")));
        FORGOTTEN.set(false);
        assertEquals(201, environment.create().status(), "on a connection of its own");
    }

    /** -Dfrozen.times=N repeats it N times as often. */
    @ParameterizedTest(name = "{1} times frozen for {0} ms, closed by {2}")
    @CsvSource({"0, 10, Gigs", "20, 10, Gigs", "300, 3, Gigs", "300, 1, a proxy"})
    void aCreateAfterACloseThatTheThawShowsReachesGigsOnce(int frozen, int times, String closing) throws Exception {
        Deployment environment = closing.equals("Gigs") ? ENVIRONMENTS.get("closed") : proxied;
        RawServer server = closing.equals("Gigs") ? environment.gigs : proxied.proxy;
        for (int i = 1; i <= times * Integer.getInteger("frozen.times", 1); i++) {
            assertEquals(201, environment.create().status());
            int before = environment.gigs.requestsRead();

            environment.function.freeze();
            server.closeConnections();
            Thread.sleep(frozen);
            CompletableFuture<Event.Answer> answer = environment.function.invokeLater(Deployment.CREATE);
            Thread.sleep(20);
            environment.function.thaw();

            assertEquals(201, answer.join().status(), "time " + i);
            assertEquals(before + 1, environment.gigs.requestsRead(), "time " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "half-close", "reset"})
    void aCreateAfterAnAnswerThatEndedItsConnectionReachesGigsOnce(String end) {
        Deployment environment = ENVIRONMENTS.get("closed");
        environment.gigs.serve(connection -> {
            connection.read();
            connection.write(Fault.json(201, Canaries.SESSION));
            switch (end) {
                case "half-close" -> connection.halfClose();
                case "reset" -> connection.reset();
                default -> {}
            }
        });
        for (int i = 1; i <= 50; i++) {
            assertEquals(201, environment.create().status(), "time " + i);
            assertEquals(i, environment.gigs.requestsRead());
        }
        environment.gigs.answer(Fault.json(201, Canaries.SESSION));
    }
}
