package io.connectgateway.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How each figure has changed since an earlier run, as a table in Markdown. Both runs are what {@link Report} has written. */
record Change(JsonNode before, JsonNode now) {

    /** @throws IllegalArgumentException with a message for the person who named the file */
    static JsonNode read(Path json) throws IOException {
        try {
            JsonNode run = Files.isRegularFile(json) ? new ObjectMapper().readTree(json.toFile()) : null;
            if (run != null && run.path("candidates").isArray()) {
                return run;
            }
        } catch (JsonProcessingException e) {
            // the exception below says so
        }
        throw new IllegalArgumentException("bench.baseline is " + json + ": name the bench.json of an earlier run");
    }

    String text() {
        Map<String, Map<String, Figure>> earlier = Figure.all(before);
        Map<String, Map<String, Figure>> later = Figure.all(now);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("p50 / p90 / p99", "before", "now", "change of p50"));
        for (String group : union(later, earlier)) {
            rows.add(List.of("**" + group + "**", "", "", ""));
            Map<String, Figure> was = earlier.getOrDefault(group, Map.of());
            Map<String, Figure> is = later.getOrDefault(group, Map.of());
            for (String name : union(is, was)) {
                rows.add(row(name, was.get(name), is.get(name)));
            }
        }
        return differences() + Table.aligned(rows);
    }

    private static List<String> row(String name, Figure before, Figure now) {
        if (before == null) {
            return List.of(name, "–", now.text(), "only now");
        }
        if (now == null) {
            return List.of(name, before.text(), "–", "only before");
        }
        double percent = (now.value() / before.value() - 1) * 100;
        return List.of(name, before.text(), now.text(), String.format(Locale.ROOT, "%+.1f %%", percent));
    }

    /** What the figures depend on beside the candidates, a line for each that was not the same; then an empty one. */
    private String differences() {
        var lines = new StringBuilder();
        for (String name : List.of("starts", "requests", "memorySize", "machine", "upstreams")) {
            if (!before.path(name).equals(now.path(name))) {
                lines.append(
                        "Not the same: %s, before %s, now %s\n".formatted(name, before.path(name), now.path(name)));
            }
        }
        return lines.isEmpty() ? "" : lines.append('\n').toString();
    }

    /** The first one's names, in their order, then those that only the second one has. */
    private static Set<String> union(Map<String, ?> first, Map<String, ?> second) {
        Set<String> names = new LinkedHashSet<>(first.keySet());
        names.addAll(second.keySet());
        return names;
    }
}
