package io.connectgateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.sandbox.FunctionCode;
import io.connectgateway.sandbox.LocalServer;
import io.connectgateway.sandbox.Quiet;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Cold starts and warm requests of the packaged function, and of what it is compared with; {@code mvn -Pbench} runs it. Every answer and
 * every call upstream is checked: a candidate that does not do its work ends the run.
 */
public final class Benchmark {
    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        Quiet.logging();
        Path directory = Files.createDirectories(FunctionCode.target().resolve("bench"));
        try {
            run(Options.ofSystemProperties(), directory);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.out.println("\n" + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options, Path directory) throws Exception {
        JsonNode before = options.baseline() == null ? null : Change.read(options.baseline());
        Path json = directory.resolve("bench.json");
        Path picture = directory.resolve("cold-start.svg");
        Files.deleteIfExists(json); // a run that fails leaves none
        Files.deleteIfExists(picture);
        Vertx vertx = Vertx.vertx();
        try (Candidates candidates = new Candidates(options, directory)) {
            var measurement = new Measurement(options, vertx, Certificates.generate(directory), candidates.all());
            measurement.run();
            Map<String, InProcess> inProcess =
                    candidates.jvm() == null ? Map.of() : Jmh.run(candidates.jvm(), directory, options.requests());
            var results = new Results(
                    Instant.now(),
                    options,
                    Machine.here(),
                    measurement.whyNotDropped(),
                    measurement.measured(),
                    inProcess);
            Files.writeString(json, new Report(results).json());
            Files.writeString(picture, new Picture(results, Series.PICTURED).svg());
            System.out.println("\n" + new Table(results).text());
            if (before != null) {
                System.out.println("Since " + options.baseline() + ", which is of "
                        + before.path("date").asText() + ":\n\n" + new Change(before, Change.read(json)).text());
            }
            System.out.println("All figures: " + json + "\nA picture:   " + picture);
        } finally {
            LocalServer.await(vertx.close());
        }
    }
}
