package io.connectgateway.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.sandbox.ExecutionEnvironment;
import java.util.List;
import java.util.Locale;

/** The results as JSON: times in milliseconds, sizes and memory in bytes, null for what could not be measured. */
record Report(Results results) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    String json() {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("date", results.date().toString());
        root.putObject("units").put("time", "ms").put("memory", "bytes").put("size", "bytes");
        root.put("starts", results.options().starts());
        root.put("requests", results.options().requests());
        root.put("memorySize", ExecutionEnvironment.MEMORY);
        root.set("machine", MAPPER.valueToTree(results.machine()));
        ObjectNode upstreams = root.putObject("upstreams");
        for (Setting setting : Setting.values()) {
            upstreams
                    .putObject(setting.id())
                    .put("secretsManagerDelay", setting.secretsManagerDelay)
                    .put("gigsDelay", setting.gigsDelay)
                    .put("tls", setting.tls);
        }
        ObjectNode jmh = root.putObject("jmh");
        results.inProcess().forEach((method, found) -> {
            ObjectNode node = found.times() == null ? MAPPER.createObjectNode() : figure(found.times(), null);
            jmh.set(method, node.put("allocated", found.allocated()));
        });
        ArrayNode candidates = root.putArray("candidates");
        results.measured().forEach(each -> candidates.add(candidate(each)));
        return root.toPrettyString() + "\n";
    }

    private ObjectNode candidate(Measured measured) {
        Candidate candidate = measured.candidate();
        ObjectNode node = MAPPER.createObjectNode();
        node.put("name", candidate.name());
        node.put("kind", candidate.kind().name().toLowerCase(Locale.ROOT));
        node.put("executable", candidate.executableBytes());
        node.put("zip", candidate.zipBytes());
        ArrayNode cold = node.putArray("coldStarts");
        for (Series series : Series.ALL) {
            cold.add(coldStarts(measured, series));
        }
        ArrayNode warm = node.putArray("warm");
        for (WarmSeries series : WarmSeries.ALL) {
            WarmRun run = measured.warm().get(series);
            warm.addObject()
                    .put("upstreams", series.setting().id())
                    .put("pause", series.pause().toMillis())
                    .put("environments", run.environments())
                    .put("peakMemory", run.peakMemory())
                    .put("contextSwitches", run.contextSwitches())
                    .put("connections", run.connections())
                    .set("request", figure(measured.warmRequest(series), base().warmRequest(series)));
        }
        return node;
    }

    private ObjectNode coldStarts(Measured measured, Series series) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("upstreams", series.setting().id());
        node.put("pageCache", series.pageCacheDropped() ? "dropped" : "warm");
        List<ColdStart> starts = measured.cold().get(series);
        if (starts == null) {
            node.put("notMeasured", results.whyNotDropped());
        }
        node.set("init", figure(measured.cold(series, ColdStart::init), base().cold(series, ColdStart::init)));
        node.set(
                "firstRequest",
                figure(measured.cold(series, ColdStart::firstRequest), base().cold(series, ColdStart::firstRequest)));
        node.set("total", figure(measured.cold(series, ColdStart::total), base().cold(series, ColdStart::total)));
        node.set("peakMemory", figure(measured.coldMemory(series), base().coldMemory(series)));
        node.set("samples", MAPPER.valueToTree(starts));
        return node;
    }

    private Measured base() {
        return results.measured().get(0);
    }

    private static ObjectNode figure(Distribution distribution, Distribution base) {
        if (distribution == null) {
            return null;
        }
        ObjectNode node = MAPPER.valueToTree(distribution);
        return base == null ? node : node.put("ratio", distribution.p50() / base.p50());
    }
}
