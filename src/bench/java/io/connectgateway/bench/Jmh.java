package io.connectgateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectgateway.sandbox.FunctionCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import joptsimple.OptionParser;
import org.apache.commons.math3.stat.StatUtils;
import org.openjdk.jmh.Main;

/** Runs {@link OwnWork} and {@link StartUp} in a JVM that has the packaged function on its class path, and little else. */
final class Jmh {
    private Jmh() {}

    /**
     * Runs it.
     *
     * @param function the unpacked function
     * @param directory for what JMH writes
     * @param iteration how long each iteration takes, in milliseconds
     * @return what was found of each method, by its name
     */
    static Map<String, InProcess> run(Path function, Path directory, int iteration)
            throws IOException, InterruptedException {
        Path json = directory.resolve("own-work.json");
        String classPath = String.join(
                File.pathSeparator,
                function.toString(),
                function.resolve("lib") + File.separator + "*",
                FunctionCode.origin(Main.class).toString(),
                FunctionCode.origin(OptionParser.class).toString(),
                FunctionCode.origin(StatUtils.class).toString(),
                FunctionCode.origin(OwnWork.class).toString(),
                FunctionCode.origin(OwnWork.class).resolve("own-work").toString());
        List<String> command = List.of(
                FunctionCode.java(),
                "-cp",
                classPath,
                Main.class.getName(),
                OwnWork.class.getName(),
                StartUp.class.getName(),
                "-prof",
                "gc",
                "-rf",
                "json",
                "-rff",
                json.toString(),
                "-w",
                iteration + "ms",
                "-r",
                iteration + "ms",
                "-jvmArgs",
                // The function's threads never end by themselves; JMH would wait 30 s for them after each fork.
                String.join(" ", FunctionCode.MANAGED_RUNTIME_FLAGS) + " -Djmh.shutdownTimeout=1");
        Path log = directory.resolve("own-work.log");
        Process jmh = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (jmh.waitFor() != 0) {
            throw new IllegalStateException("JMH failed: see " + log);
        }
        Map<String, InProcess> found = new TreeMap<>();
        for (JsonNode method : new ObjectMapper().readTree(json.toFile())) {
            String name = method.path("benchmark").asText();
            boolean sampled = method.path("mode").asText().equals("sample");
            Distribution times = sampled ? read(method.path("primaryMetric")) : null;
            double allocated =
                    method.at("/secondaryMetrics/gc.alloc.rate.norm/score").asDouble();
            if (!(allocated > 0)) {
                throw new IllegalStateException("JMH has measured no allocation of " + name + ".");
            }
            found.put(name.substring(name.lastIndexOf('.') + 1), new InProcess(times, allocated));
        }
        return found;
    }

    private static Distribution read(JsonNode metric) {
        JsonNode percentiles = metric.path("scorePercentiles");
        int count = 0;
        for (JsonNode fork : metric.path("rawDataHistogram")) {
            for (JsonNode iteration : fork) {
                for (JsonNode bucket : iteration) {
                    count += bucket.path(1).asInt();
                }
            }
        }
        if (count == 0 || !metric.path("scoreUnit").asText().equals("us/op")) {
            throw new IllegalStateException("JMH has measured nothing that could be read.");
        }
        return new Distribution(
                count,
                percentiles.path("0.0").asDouble() / 1000,
                percentiles.path("50.0").asDouble() / 1000,
                percentiles.path("90.0").asDouble() / 1000,
                percentiles.path("99.0").asDouble() / 1000,
                percentiles.path("100.0").asDouble() / 1000,
                metric.path("score").asDouble() / 1000);
    }
}
