package io.connectgateway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Json;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void hasEveryFigureOfEverySeries() {
        JsonNode json = json(Runs.results(
                null,
                Runs.measured("JVM", 1000, 30, true, 120_000_000L),
                Runs.measured("native", 40, 30, true, 60_000_000L)));

        assertEquals("A Processor", json.at("/machine/processor").asText());
        assertEquals(120, json.at("/upstreams/realistic/gigsDelay").asInt());
        JsonNode executable = json.at("/candidates/1");
        assertEquals("native", executable.path("kind").asText());
        assertEquals(49_400_000, executable.path("executable").asLong());
        assertEquals(17_700_000, executable.path("zip").asLong());
        assertEquals(3, executable.path("coldStarts").size());
        for (JsonNode series : executable.path("coldStarts")) {
            assertEquals(54, series.at("/init/p50").asDouble());
            assertEquals(66, series.at("/init/p90").asDouble());
            assertEquals(69, series.at("/init/p99").asDouble());
            assertEquals(18, series.at("/firstRequest/p50").asDouble());
            assertEquals(72, series.at("/total/p50").asDouble());
            assertEquals(60_000_000, series.at("/peakMemory/p50").asDouble());
            assertEquals(30, series.path("samples").size());
            assertEquals(40, series.at("/samples/0/init").asDouble());
        }
        JsonNode warm = executable.path("warm");
        assertEquals(
                List.of("none 0", "realistic 0", "realistic 2000"),
                StreamSupport.stream(warm.spliterator(), false)
                        .map(each -> each.path("upstreams").asText() + " " + each.path("pause"))
                        .toList());
        assertEquals(4.25, warm.at("/0/contextSwitches").asDouble());
        assertEquals(1, warm.at("/2/connections").asInt());
        assertEquals(122, warm.at("/1/request/p99").asDouble());
        assertEquals(60_000_000, warm.at("/1/peakMemory").asLong());
    }

    @Test
    void saysHowEachFigureComparesWithTheFirstCandidates() {
        JsonNode json = json(Runs.results(
                null, Runs.measured("JVM", 1000, 1, true, 100L), Runs.measured("native", 40, 1, true, 60L)));

        assertEquals(1, json.at("/candidates/0/coldStarts/0/init/ratio").asDouble());
        assertEquals(0.04, json.at("/candidates/1/coldStarts/0/init/ratio").asDouble());
        assertEquals(0.6, json.at("/candidates/1/coldStarts/0/peakMemory/ratio").asDouble());
        assertEquals(1, json.at("/candidates/1/warm/0/request/ratio").asDouble());
    }

    @Test
    void isNullWhereThereIsNoFigureAndSaysWhy() {
        JsonNode json = json(Runs.results("not allowed here", Runs.measured("JVM", 1000, 2, false, null)));

        JsonNode dropped = json.at("/candidates/0/coldStarts/2");
        assertEquals("dropped", dropped.path("pageCache").asText());
        assertEquals("not allowed here", dropped.path("notMeasured").asText());
        assertTrue(dropped.path("init").isNull());
        assertTrue(dropped.path("samples").isNull());
        assertTrue(json.at("/candidates/0/executable").isNull());
        assertTrue(json.at("/candidates/0/coldStarts/0/peakMemory").isNull());
        assertTrue(json.at("/candidates/0/warm/0/peakMemory").isNull());
    }

    private static JsonNode json(Results results) {
        return Json.parse(new Report(results).json());
    }
}
