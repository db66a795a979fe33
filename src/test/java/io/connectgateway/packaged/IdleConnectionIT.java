package io.connectgateway.packaged;

import static io.connectgateway.packaged.ClosedNetwork.GIGS;
import static io.connectgateway.packaged.ClosedNetwork.SECRETS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.RawServer;
import io.connectgateway.gigs.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection to Gigs after a rest. The long rests go on at the same time, while the other tests run. */
@EnabledOnOs(OS.LINUX)
class IdleConnectionIT {

    private static final String SESSION = Fault.json(201, Canaries.SESSION);

    /** The end of a connection while the function rests. */
    enum End {
        KEPT,
        CLOSED,
        RESET,
        /** As by a router: nothing is answered on it, and no side is told. */
        FORGOTTEN
    }

    /** It has the short rests. */
    private static final Deployment ENVIRONMENT = new Deployment();

    @BeforeAll
    static void start() throws Exception {
        ENVIRONMENT.start();
    }

    @AfterAll
    static void stop() throws Exception {
        ENVIRONMENT.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aCreateAfterALongRestReachesGigsOnce(@TempDir Path directory) throws Exception {
        PrivateAuthority authority = new PrivateAuthority(directory);
        try (Deployment kept = new Deployment();
                Deployment closed = new Deployment();
                ClosedNetwork proxied = new ClosedNetwork(authority, authority.server(GIGS, SECRETS))) {
            kept.start();
            closed.start();
            proxied.start();
            createAndFreeze(proxied);
            Thread.sleep(2_000);
            assertEquals(201, proxied.createAfterThaw().status());
            assertEquals(1, proxied.connectionsTo(GIGS), "the one that start-up opened");
            proxied.function.freeze();
            rest(End.KEPT, kept);
            rest(End.CLOSED, closed);

            Thread.sleep(50_000);
            assertReachesGigsOnce(End.KEPT, kept);
            assertReachesGigsOnce(End.CLOSED, closed);

            Thread.sleep(6_000);
            assertEquals(201, proxied.createAfterThaw().status());
            assertEquals(3, proxied.gigs.requestsRead());
            assertEquals(2, proxied.connectionsTo(GIGS), "over 55 seconds");

            assertReachesGigsOnceAfterAClose(proxied, proxied.proxy, 300);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCreateAfterAShortRestReachesGigsOnce(End end) throws Exception {
        rest(end, ENVIRONMENT);
        Thread.sleep(2_000);
        assertReachesGigsOnce(end, ENVIRONMENT);
    }

    /** -Dfrozen.times=N repeats it N times as often. */
    @ParameterizedTest(name = "{1} times frozen for {0} ms")
    @CsvSource({"0, 10", "20, 10", "300, 3"})
    void aCreateAfterACloseThatTheThawShowsReachesGigsOnce(int frozen, int times) throws Exception {
        ENVIRONMENT.gigs.answer(SESSION);
        for (int i = 1; i <= times * Integer.getInteger("frozen.times", 1); i++) {
            assertReachesGigsOnceAfterAClose(ENVIRONMENT, ENVIRONMENT.gigs, frozen);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "half-close", "reset"})
    void aCreateAfterAnAnswerThatEndedItsConnectionReachesGigsOnce(String end) {
        ENVIRONMENT.gigs.serve(connection -> {
            connection.read();
            connection.write(SESSION);
            switch (end) {
                case "half-close" -> connection.halfClose();
                case "reset" -> connection.reset();
                default -> {}
            }
        });
        for (int i = 1; i <= 50; i++) {
            assertEquals(201, ENVIRONMENT.create().status(), "time " + i);
            assertEquals(i, ENVIRONMENT.gigs.requestsRead());
        }
    }

    private static void rest(End end, Deployment environment) throws Exception {
        if (end == End.FORGOTTEN) {
            environment.gigs.serve(IdleConnectionIT::answerOnce);
        } else {
            environment.gigs.answer(SESSION);
        }
        createAndFreeze(environment);
        if (end == End.CLOSED) {
            environment.gigs.closeConnections();
        } else if (end == End.RESET) {
            environment.gigs.resetConnections();
        }
    }

    private static void createAndFreeze(Deployment environment) throws Exception {
        assertEquals(201, environment.create().status());
        environment.function.freeze();
    }

    private static void answerOnce(RawServer.Connection connection) throws IOException {
        connection.read();
        connection.write(SESSION);
        connection.read();
        connection.hold();
    }

    private static void assertReachesGigsOnce(End end, Deployment environment) throws Exception {
        long start = System.nanoTime();
        Event.Answer answer = environment.createAfterThaw();
        long millis = (System.nanoTime() - start) / 1_000_000;

        assertEquals(2, environment.gigs.requestsRead(), end::name);
        if (end == End.FORGOTTEN) {
            assertEquals("gigsTimeout", answer.json().path("code").asText());
            assertTrue(millis >= 5_900 && millis < 9_000, () -> "six seconds, and a busy machine: " + millis);
            assertEquals(201, environment.create().status(), "on a connection of its own");
        } else {
            assertEquals(201, answer.status(), end::name);
        }
        assertEquals(end == End.KEPT ? 1 : 2, environment.gigs.connections(), end::name);
    }

    private static void assertReachesGigsOnceAfterAClose(Deployment environment, RawServer closing, int frozen)
            throws Exception {
        createAndFreeze(environment);
        int before = environment.gigs.requestsRead();
        closing.closeConnections();
        Thread.sleep(frozen);
        CompletableFuture<Event.Answer> answer = environment.function.invokeLater(Deployment.CREATE);
        Thread.sleep(20);
        environment.function.thaw();

        assertEquals(201, answer.join().status());
        assertEquals(before + 1, environment.gigs.requestsRead());
    }
}
