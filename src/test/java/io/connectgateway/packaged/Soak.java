package io.connectgateway.packaged;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.RawServer;
import io.connectgateway.gigs.Fault;
import io.connectgateway.sandbox.ExecutionEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many mixed requests to one environment, one after the other as Lambda sends them; {@code mvn -Psoak} runs it. It fails
 * on another answer than the expected one, and on memory that grows after the first tenth: heap in use after a
 * collection by more than 5 % and 1 MiB, resident memory by more than 10 % and 16 MiB.
 */
public final class Soak {

    private record Kind(Event event, int status) {}

    private static final List<Kind> MIX = List.of(
            new Kind(Event.create(Canaries.CREATE), 201),
            new Kind(Event.retrieve("csn_1"), 201),
            new Kind(Event.create(Canaries.CREATE), 201),
            new Kind(Event.update("csn_1", Canaries.UPDATE), 201),
            new Kind(Event.create("{\"intent\":"), 400),
            new Kind(Event.create("{\"intent\":{\"type\":\"checkoutAddon\"}}"), 422),
            new Kind(Event.retrieve("csn_404"), 404),
            new Kind(Event.update("csn_503", Canaries.UPDATE), 502));

    /** In KiB; a native executable does not tell its heap. */
    private record Memory(long resident, long heap) {

        private static final Pattern USED = Pattern.compile("generation .*used (\\d+)K");

        static Memory of(long pid) throws IOException, InterruptedException {
            jcmd(pid, "GC.run");
            long heap = 0;
            for (Matcher used = USED.matcher(jcmd(pid, "GC.heap_info")); used.find(); ) {
                heap += Long.parseLong(used.group(1));
            }
            return new Memory(ExecutionEnvironment.memory(pid, "VmRSS") / 1024, heap);
        }

        boolean hasGrownSince(Memory before) {
            return heap > before.heap * 1.05 + 1024 || resident > before.resident * 1.10 + 16 * 1024;
        }

        private static String jcmd(long pid, String command) throws IOException, InterruptedException {
            Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? output : "";
        }
    }

    private Soak() {}

    /** @param arguments the number of requests */
    public static void main(String[] arguments) throws Exception {
        try (Deployment deployment = new Deployment()) {
            deployment.gigs.serve(Soak::answer);
            deployment.environment.put("JAVA_TOOL_OPTIONS", "-Xmx128m");
            deployment.environment.put("CONNECT_TOKEN_TTL", "PT10S");
            System.exit(soak(deployment.start(), Integer.parseInt(arguments[0])) ? 0 : 1);
        }
    }

    /** Closes the connection after 500 answers, as a load balancer does now and then. */
    private static void answer(RawServer.Connection connection) throws IOException {
        for (int served = 0; served < 500 && connection.read(); served++) {
            Matcher status = Pattern.compile("/csn_(404|503) ").matcher(connection.last());
            connection.write(
                    status.find()
                            ? Fault.json(Integer.parseInt(status.group(1)), "{}")
                            : Fault.json(201, Canaries.SESSION));
        }
    }

    private static boolean soak(Deployment deployment, int requests) throws Exception {
        int errors = 0;
        Memory tenth = null;
        long start = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            if (i == requests / 10) {
                tenth = Memory.of(deployment.function.pid());
            }
            Kind kind = MIX.get(i % MIX.size());
            Event.Answer answer = deployment.function.invoke(
                    Canaries.addTo(kind.event()).json().toString());
            if (answer.status() != kind.status() && errors++ < 10) {
                System.out.println(kind.status() + " expected: " + answer);
            }
            deployment.output.clear();
        }
        Memory end = Memory.of(deployment.function.pid());
        boolean grown = end.hasGrownSince(tenth);
        System.out.printf("%,d requests in %d s, ", requests, (System.nanoTime() - start) / 1_000_000_000);
        System.out.printf("%d errors; KiB after a tenth %s, at the end %s%n", errors, tenth, end);
        System.out.println(grown ? "MEMORY HAS GROWN" : "memory is flat");
        return errors == 0 && !grown;
    }
}
