package io.connectgateway.packaged;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.RawServer;
import io.connectgateway.gigs.Fault;
import io.connectgateway.sandbox.PackagedFunction;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many mixed requests to one environment, one after the other as Lambda sends them; {@code mvn -Psoak} runs it. It fails on an answer
 * that is not the expected one, and on memory that grows after the first tenth: heap in use after a collection by more than
 * 5 % and 1 MiB, resident memory by more than 10 % and 16 MiB.
 */
public final class Soak {

    private record Kind(String event, int status) {
        static Kind of(Event event, int status) {
            return new Kind(Canaries.addTo(event).json().toString(), status);
        }
    }

    private static final Kind CREATE = Kind.of(Event.create(Canaries.CREATE), 201);
    private static final Kind RETRIEVE = Kind.of(Event.retrieve("csn_1"), 201);
    private static final Kind UPDATE = Kind.of(Event.update("csn_1", Canaries.UPDATE), 201);

    private static final List<Kind> MIX = List.of(
            CREATE,
            RETRIEVE,
            CREATE,
            UPDATE,
            CREATE,
            RETRIEVE,
            CREATE,
            Kind.of(Event.create("{\"intent\":"), 400),
            CREATE,
            UPDATE,
            CREATE,
            Kind.of(Event.create("{\"intent\":{\"type\":\"checkoutAddon\"}}"), 422),
            CREATE,
            RETRIEVE,
            Kind.of(Event.create("{\"callbackUrl\":\"https://evil.example\"," + Canaries.CREATE.substring(1)), 400),
            Kind.of(Event.retrieve("csn_404"), 404),
            Kind.of(Event.retrieve("csn_503"), 502),
            Kind.of(Event.update("csn_409", Canaries.UPDATE), 409),
            Kind.of(Event.update("csn_200HTML", Canaries.UPDATE), 502),
            new Kind(Event.create(Canaries.CREATE).json().toString(), 401));

    private Soak() {}

    /** @param arguments the number of requests */
    public static void main(String[] arguments) throws Exception {
        int requests = Integer.parseInt(arguments[0]);
        AtomicLong lines = new AtomicLong();
        try (RawServer gigs = new RawServer();
                RawServer secrets = new RawServer()) {
            gigs.serve(Soak::answer);
            secrets.answer(Fault.json(200, Canaries.SECRET_VALUE));
            Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Xmx128m", "CONNECT_TOKEN_TTL", "PT10S");
            try (PackagedFunction function =
                    PackagedFunction.start(gigs, secrets, environment, line -> lines.incrementAndGet())) {
                System.exit(soak(function, requests, lines) ? 0 : 1);
            }
        }
    }

    private static void answer(RawServer.Connection connection) throws IOException {
        int served = 0;
        while (connection.read()) {
            String request = connection.last();
            connection.write(
                    request.contains("/csn_404 ")
                            ? Fault.json(404, "{}")
                            : request.contains("/csn_503 ")
                                    ? Fault.json(503, "")
                                    : request.contains("/csn_409 ")
                                            ? Fault.json(409, "{\"type\":\"conflict\",\"message\":\"a\"}")
                                            : request.contains("/csn_200HTML ")
                                                    ? Fault.http(200, "", "<html>")
                                                    : Fault.json(201, Canaries.SESSION));
            if (++served == 500) {
                return;
            }
        }
    }

    private static boolean soak(PackagedFunction function, int requests, AtomicLong lines) throws Exception {
        long[] nanos = new long[requests];
        int errors = 0;
        Memory start = Memory.of(function.pid());
        Memory tenth = start;
        long begin = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            if (i == requests / 10) {
                tenth = Memory.of(function.pid());
            }
            Kind kind = MIX.get(i % MIX.size());
            long sent = System.nanoTime();
            Event.Answer answer = function.invoke(kind.event());
            nanos[i] = System.nanoTime() - sent;
            if (answer.status() != kind.status() && errors++ < 10) {
                System.out.println(kind + ": " + answer);
            }
        }
        Memory end = Memory.of(function.pid());
        long seconds = (System.nanoTime() - begin) / 1_000_000_000;
        Arrays.sort(nanos);
        System.out.printf(
                "%n%,d requests in %d s, %d errors, %,d lines of log%n", requests, seconds, errors, lines.get());
        System.out.printf(
                "latency: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, slowest %.1f ms%n",
                at(nanos, 0.5), at(nanos, 0.9), at(nanos, 0.99), at(nanos, 1));
        System.out.printf("memory:  at the start %s; after the first tenth %s; at the end %s%n", start, tenth, end);
        boolean grown = end.hasGrownSince(tenth);
        System.out.println(grown ? "MEMORY HAS GROWN" : "memory is flat");
        return errors == 0 && !grown;
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)] / 1e6;
    }
}
