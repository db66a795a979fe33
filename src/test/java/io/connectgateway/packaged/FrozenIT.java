package io.connectgateway.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.RawServer;
import io.connectgateway.gigs.Fault;
import io.connectgateway.sandbox.PackagedFunction;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An environment that is frozen while Gigs closes its idle connections; -Dfrozen.times=N repeats it N times as often. */
@EnabledOnOs(OS.LINUX)
class FrozenIT {

    private static final String CREATE =
            Canaries.addTo(Event.create(Canaries.CREATE)).json().toString();

    private static RawServer gigs;
    private static RawServer secrets;
    private static PackagedFunction function;

    @BeforeAll
    static void start() throws Exception {
        gigs = new RawServer();
        secrets = new RawServer();
        secrets.answer(Fault.json(200, Canaries.SECRET_VALUE));
        gigs.answer(Fault.json(201, Canaries.SESSION));
        function = PackagedFunction.start(gigs, secrets, Map.of(), line -> {});
    }

    @AfterAll
    static void stop() throws Exception {
        function.close();
        gigs.close();
        secrets.close();
    }

    @ParameterizedTest(name = "{1} times frozen for {0} ms")
    @CsvSource({"0,10", "20,10", "300,5", "900,3", "1100,3", "3000,1"})
    void aCreateAfterTheThawReachesGigsOnce(int frozen, int times) throws Exception {
        gigs.answer(Fault.json(201, Canaries.SESSION));
        for (int i = 1; i <= times * Integer.getInteger("frozen.times", 1); i++) {
            assertEquals(201, function.invoke(CREATE).status());
            int before = gigs.requestsRead();

            function.freeze();
            gigs.closeConnections();
            Thread.sleep(frozen);
            CompletableFuture<Event.Answer> answer = function.invokeLater(CREATE);
            Thread.sleep(20);
            function.thaw();

            assertEquals(201, answer.join().status(), "time " + i);
            assertEquals(before + 1, gigs.requestsRead(), "time " + i);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"close", "half-close", "reset"})
    void aCreateAfterAnAnswerThatEndedItsConnectionReachesGigsOnce(String end) {
        gigs.serve(connection -> {
            connection.read();
            connection.write(Fault.json(201, Canaries.SESSION));
            switch (end) {
                case "half-close" -> connection.halfClose();
                case "reset" -> connection.reset();
                default -> {}
            }
        });
        for (int i = 1; i <= 50; i++) {
            assertEquals(201, function.invoke(CREATE).status(), "time " + i);
            assertEquals(i, gigs.requestsRead());
        }
    }
}
