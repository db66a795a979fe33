package io.connectgateway.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeTest {

    private static final JsonNode BEFORE = run(Runs.results(
            null,
            Runs.measured("native", 100, 30, true, 60_000_000L),
            Runs.measured("node peer.mjs", 150, 30, true, 50_000_000L)));

    @Test
    void hasEachFigureOfACandidateInPerCent() {
        // The candidates in another order: they are matched by their names.
        JsonNode now = run(Runs.results(
                null,
                Runs.measured("node peer.mjs", 150, 30, true, 50_000_000L),
                Runs.measured("native", 72, 30, true, 75_000_000L)));

        assertThat(
                rowsOf("native: upstreams realistic, page cache warm", BEFORE, now),
                contains(
                        "init | 114 / 126 / 129 ms | 86 / 98 / 101 ms | -24.6 %",
                        "first request | 24 / 36 / 39 ms | 21 / 33 / 36 ms | -11.7 %",
                        "process start → first answer | 138 / 162 / 168 ms | 107 / 131 / 137 ms | -22.3 %",
                        "peak memory after it | 60.0 MB | 75.0 MB | +25.0 %"));
        assertThat(
                rowsOf("native: upstreams none, warm", BEFORE, now),
                contains(
                        "warm request | 2.0 / 2.0 / 2.0 ms | 2.0 / 2.0 / 2.0 ms | +0.0 %",
                        "environments | 1 | 1 | +0.0 %",
                        "peak memory after the last | 60.0 MB | 75.0 MB | +25.0 %",
                        "context switches a request | 4.3 | 4.3 | +0.0 %",
                        "connections to Gigs | 1 | 1 | +0.0 %"));
        assertThat(
                rowsOf("native: upstreams realistic, one request every 2 s", BEFORE, now),
                hasItem("connections to Gigs | 1 | 1 | +0.0 %"));
        assertThat(
                rowsOf("native: size", BEFORE, now),
                contains("executable | 49.4 MB | 49.4 MB | +0.0 %", "zip | 17.7 MB | 17.7 MB | +0.0 %"));
        assertThat(
                rowsOf("node peer.mjs: upstreams realistic, page cache warm", BEFORE, now),
                hasItem("init | 164 / 176 / 179 ms | 164 / 176 / 179 ms | +0.0 %"));
        assertThat(
                rowsOf("in one process, by JMH", BEFORE, now),
                contains(
                        "the gateway's own work | 0.3 / 0.4 / 0.4 ms | 0.3 / 0.4 / 0.4 ms | +0.0 %",
                        "the whole function | 2.0 / 3.0 / 3.0 ms | 2.0 / 3.0 / 3.0 ms | +0.0 %",
                        "allocated by it | 110.0 kB | 110.0 kB | +0.0 %",
                        "allocated until the first poll | 133.4 MB | 133.4 MB | +0.0 %"));
    }

    @Test
    void saysWhatOnlyOneOfTheRunsHas() {
        JsonNode now = run(Runs.results(
                "not allowed here",
                Runs.measured("JVM", 1000, 30, false, null),
                Runs.measured("native", 100, 30, false, null)));

        assertThat(
                rowsOf("JVM: upstreams none, page cache warm", BEFORE, now),
                hasItem("init | – | 1014 / 1026 / 1029 ms | only now"));
        assertThat(
                rowsOf("node peer.mjs: upstreams none, page cache warm", BEFORE, now),
                hasItem("init | 164 / 176 / 179 ms | – | only before"));
        assertThat(
                rowsOf("native: upstreams realistic, page cache dropped", BEFORE, now),
                hasItem("init | 114 / 126 / 129 ms | – | only before"));
        assertThat(
                rowsOf("native: upstreams none, page cache warm", BEFORE, now),
                hasItem("peak memory after it | 60.0 MB | – | only before"));
    }

    @Test
    void saysWhatElseWasNotTheSame() {
        JsonNode now = run(Runs.results(null, Runs.measured("native", 100, 3, true, 60_000_000L)));

        assertThat(new Change(BEFORE, now).text(), startsWith("Not the same: starts, before 30, now 3\n\n| p50"));
        assertThat(new Change(BEFORE, BEFORE).text(), not(containsString("Not the same")));
    }

    @Test
    void alignsItsColumns() {
        assertEquals(
                1,
                new Change(BEFORE, BEFORE)
                        .text()
                        .lines()
                        .map(String::length)
                        .distinct()
                        .count());
    }

    @Test
    void refusesWhatIsNoEarlierRun(@TempDir Path directory) throws IOException {
        Path other = Files.writeString(directory.resolve("other.json"), "{\"candidates\":1}");
        Path text = Files.writeString(directory.resolve("bench.txt"), "| p50 |");

        for (Path json : List.of(directory.resolve("missing.json"), directory, other, text)) {
            assertEquals(
                    "bench.baseline is " + json + ": name the bench.json of an earlier run",
                    assertThrows(IllegalArgumentException.class, () -> Change.read(json))
                            .getMessage());
        }
    }

    @Test
    void readsWhatARunHasWritten(@TempDir Path directory) throws IOException {
        assertEquals(BEFORE, Change.read(Files.writeString(directory.resolve("bench.json"), BEFORE.toString())));
    }

    /** The rows below a heading, without what aligns them. */
    private static List<String> rowsOf(String heading, JsonNode before, JsonNode now) {
        return new Change(before, now)
                .text()
                .lines()
                .dropWhile(line -> !line.contains("**" + heading + "**"))
                .skip(1)
                .takeWhile(line -> !line.contains("**"))
                .map(line ->
                        Stream.of(line.split("\\|")).skip(1).map(String::strip).collect(Collectors.joining(" | ")))
                .toList();
    }

    private static JsonNode run(Results results) {
        return Json.parse(new Report(results).json());
    }
}
