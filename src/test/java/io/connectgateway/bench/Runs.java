package io.connectgateway.bench;

import io.connectgateway.bench.Candidate.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Results as a run would have found them. */
final class Runs {
    static final Machine MACHINE = new Machine("Linux 6.1 amd64", "A Processor", 2, 8_000_000_000L, "A VM 17");

    private Runs() {}

    /** A candidate whose starts take this long, and one millisecond more each time; a warm request takes two. */
    static Measured measured(String name, double init, int starts, boolean dropped, Long memory) {
        Map<Series, List<ColdStart>> cold = new HashMap<>();
        for (Series series : Series.ALL) {
            if (dropped || !series.pageCacheDropped()) {
                cold.put(
                        series,
                        IntStream.range(0, starts)
                                .mapToObj(i -> new ColdStart(init + i, init / 10 + i, init * 1.1 + 2 * i, memory))
                                .toList());
            }
        }
        Map<WarmSeries, WarmRun> warm = new HashMap<>();
        for (WarmSeries series : WarmSeries.ALL) {
            warm.put(series, new WarmRun(1, new double[] {series.setting().gigsDelay + 2.0}, memory, 4.25, 1));
        }
        boolean executable = name.equals("native");
        Candidate candidate = new Candidate(
                name,
                executable ? Kind.NATIVE : name.equals("JVM") ? Kind.JVM : Kind.PEER,
                List.of(name),
                Path.of("."),
                executable ? 49_400_000L : null,
                executable ? 17_700_000L : null);
        return new Measured(candidate, cold, warm);
    }

    static Results results(String whyNotDropped, Measured... measured) {
        int starts = measured[0].cold().get(Series.PICTURED).size();
        return new Results(
                Instant.parse("2026-11-23T17:00:00Z"),
                new Options(starts, 2000, List.of(), List.of(), null),
                MACHINE,
                whyNotDropped,
                List.of(measured),
                Map.of(
                        "ownWork", new InProcess(Distribution.of(0.2, 0.3, 0.4), 50_000),
                        "wholeFunction", new InProcess(Distribution.of(1, 2, 3), 110_000),
                        "untilFirstPoll", new InProcess(null, 133_400_000)));
    }
}
