package io.connectgateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One figure of a run, read from what {@link Report} has written.
 *
 * @param text for a table
 * @param value that is compared: p50 of times
 */
record Figure(String text, double value) {
    /** All figures of a run, by what they belong to and then by their name; what was not measured is left out. */
    static Map<String, Map<String, Figure>> all(JsonNode run) {
        Map<String, Map<String, Figure>> groups = new LinkedHashMap<>();
        for (JsonNode candidate : run.path("candidates")) {
            String name = candidate.path("name").asText();
            for (JsonNode series : candidate.path("coldStarts")) {
                String group = "%s: upstreams %s, page cache %s"
                        .formatted(
                                name,
                                series.path("upstreams").asText(),
                                series.path("pageCache").asText());
                add(groups, group, "init", times(series.path("init")));
                add(groups, group, "first request", times(series.path("firstRequest")));
                add(groups, group, "process start → first answer", times(series.path("total")));
                add(groups, group, "peak memory after it", bytes(series.at("/peakMemory/p50")));
            }
            for (JsonNode warm : candidate.path("warm")) {
                long pause = warm.path("pause").asLong() / 1000;
                String group = "%s: upstreams %s, %s"
                        .formatted(
                                name,
                                warm.path("upstreams").asText(),
                                pause == 0 ? "warm" : "one request every " + pause + " s");
                add(groups, group, "warm request", times(warm.path("request")));
                add(groups, group, "environments", count(warm.path("environments")));
                add(groups, group, "peak memory after the last", bytes(warm.path("peakMemory")));
                add(groups, group, "context switches a request", count(warm.path("contextSwitches")));
                add(groups, group, "connections to Gigs", count(warm.path("connections")));
            }
            add(groups, name + ": size", "executable", bytes(candidate.path("executable")));
            add(groups, name + ": size", "zip", bytes(candidate.path("zip")));
        }
        String inProcess = "in one process, by JMH";
        add(groups, inProcess, "the gateway's own work", times(run.at("/jmh/ownWork")));
        add(groups, inProcess, "the whole function", times(run.at("/jmh/wholeFunction")));
        add(groups, inProcess, "allocated by it", bytes(run.at("/jmh/wholeFunction/allocated")));
        add(groups, inProcess, "allocated until the first poll", bytes(run.at("/jmh/untilFirstPoll/allocated")));
        return groups;
    }

    private static void add(Map<String, Map<String, Figure>> groups, String group, String name, Figure figure) {
        if (figure != null) {
            groups.computeIfAbsent(group, none -> new LinkedHashMap<>()).put(name, figure);
        }
    }

    private static Figure times(JsonNode times) {
        double p50 = times.path("p50").asDouble();
        return times.isObject()
                ? new Figure(
                        Table.percentiles(
                                p50,
                                times.path("p90").asDouble(),
                                times.path("p99").asDouble()),
                        p50)
                : null;
    }

    private static Figure bytes(JsonNode bytes) {
        return bytes.isNumber() ? new Figure(Table.size(bytes.asLong()), bytes.asDouble()) : null;
    }

    private static Figure count(JsonNode count) {
        return count.isNumber() ? new Figure(Table.count(count.asDouble()), count.asDouble()) : null;
    }
}
