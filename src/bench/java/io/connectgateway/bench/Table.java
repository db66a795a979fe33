package io.connectgateway.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The results as a table in Markdown, which reads well on a console too: p50, p90, p99, and p50's ratio to the first candidate's. */
record Table(Results results) {
    String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("p50 / p90 / p99", each -> each.candidate().name()));
        for (Series series : Series.ALL) {
            if (series.pageCacheDropped() && results.whyNotDropped() != null) {
                rows.add(row("**" + series + "**", each -> "not measured: " + results.whyNotDropped()));
                continue;
            }
            rows.add(row("**" + series + "**", each -> ""));
            rows.add(cold("init", series, ColdStart::init));
            rows.add(cold("first request", series, ColdStart::firstRequest));
            rows.add(cold("process start → first answer", series, ColdStart::total));
            rows.add(row("peak memory after it", each -> memory(each.coldMemory(series))));
            if (!series.pageCacheDropped()) {
                rows.addAll(warm(series, new WarmSeries(series.setting(), Duration.ZERO)));
            }
        }
        rows.add(row("**" + WarmSeries.QUIET + "**", each -> ""));
        rows.add(row(
                "warm request",
                each -> times(each.warmRequest(WarmSeries.QUIET), base().warmRequest(WarmSeries.QUIET))));
        rows.add(row(
                "connections to Gigs",
                each -> count(each.warm().get(WarmSeries.QUIET).connections())));
        if (!results.inProcess().isEmpty()) {
            rows.add(row("**in one process, by JMH**", each -> ""));
            rows.add(row("warm request: the gateway's own work", each -> times(each, "ownWork")));
            rows.add(row("warm request: the whole function", each -> times(each, "wholeFunction")));
            rows.add(row("allocated by it", each -> allocated(each, "wholeFunction")));
            rows.add(row("allocated until the first poll", each -> allocated(each, "untilFirstPoll")));
        }
        rows.add(row("**size**", each -> ""));
        rows.add(row("executable", each -> size(each.candidate().executableBytes())));
        rows.add(row("zip", each -> size(each.candidate().zipBytes())));
        return aligned(rows);
    }

    private List<List<String>> warm(Series cold, WarmSeries warm) {
        int environments = base().warm().get(warm).environments();
        return List.of(
                row(
                        "warm request" + (environments == 1 ? "" : ", at " + environments + " environments"),
                        each -> times(each.warmRequest(warm), base().warmRequest(warm))),
                row(
                        "first request over a warm one, p50",
                        each -> millis(each.cold(cold, ColdStart::firstRequest).p50()
                                        - each.warmRequest(warm).p50())
                                + " ms"),
                row(
                        "context switches a warm request",
                        each -> count(each.warm().get(warm).contextSwitches())),
                row(
                        "peak memory after " + results.options().requests() / environments + " more",
                        each -> size(each.warm().get(warm).peakMemory())));
    }

    private List<String> cold(String label, Series series, ToDoubleFunction<ColdStart> figure) {
        return row(label, each -> times(each.cold(series, figure), base().cold(series, figure)));
    }

    private List<String> row(String label, Function<Measured, String> cell) {
        List<String> row = new ArrayList<>(List.of(label));
        results.measured().forEach(each -> row.add(cell.apply(each)));
        return row;
    }

    private String times(Measured measured, String method) {
        return inProcess(measured, method)
                .map(InProcess::times)
                .map(times ->
                        String.format(Locale.ROOT, "%.2f / %.2f / %.2f ms", times.p50(), times.p90(), times.p99()))
                .orElse("");
    }

    private String allocated(Measured measured, String method) {
        return inProcess(measured, method)
                .map(found -> size((long) found.allocated()))
                .orElse("");
    }

    /** JMH runs in the JVM artifact of the build alone, the first candidate of its kind. */
    private Optional<InProcess> inProcess(Measured measured, String method) {
        return measured.candidate().name().equals("JVM")
                ? Optional.of(results.inProcess().get(method))
                : Optional.empty();
    }

    private Measured base() {
        return results.measured().get(0);
    }

    private static String times(Distribution figure, Distribution base) {
        return percentiles(figure.p50(), figure.p90(), figure.p99())
                + String.format(Locale.ROOT, " (%.2f×)", figure.p50() / base.p50());
    }

    static String percentiles(double p50, double p90, double p99) {
        return "%s / %s / %s ms".formatted(millis(p50), millis(p90), millis(p99));
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, Math.abs(millis) < 20 ? "%.1f" : "%.0f", millis);
    }

    private static String memory(Distribution bytes) {
        return bytes == null ? "unknown" : size((long) bytes.p50());
    }

    static String count(Number count) {
        return count == null
                ? "unknown"
                : String.format(Locale.ROOT, count.doubleValue() % 1 == 0 ? "%.0f" : "%.1f", count.doubleValue());
    }

    static String size(Long bytes) {
        if (bytes == null) {
            return "–";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    static String aligned(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row ->
                Arrays.setAll(widths, c -> Math.max(widths[c], row.get(c).length())));
        var text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < widths.length; c++) {
                text.append("| ")
                        .append(String.format(
                                "%-" + widths[c] + "s ", rows.get(r).get(c)));
            }
            text.append("|\n");
            if (r == 0) {
                for (int width : widths) {
                    text.append("| ").append("-".repeat(width)).append(' ');
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }
}
