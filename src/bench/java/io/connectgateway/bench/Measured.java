package io.connectgateway.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All that was measured of one candidate. */
record Measured(Candidate candidate, Map<Series, List<ColdStart>> cold, Map<WarmSeries, WarmRun> warm) {
    /** One figure of a series; null if the series, or the figure, was not measured. */
    Distribution cold(Series series, ToDoubleFunction<ColdStart> figure) {
        List<ColdStart> starts = cold.get(series);
        return starts == null
                ? null
                : Distribution.of(starts.stream().mapToDouble(figure).toArray());
    }

    /** The peak memory after the first request, in bytes; null if it is not known. */
    Distribution coldMemory(Series series) {
        List<ColdStart> starts = cold.get(series);
        return starts == null || starts.stream().anyMatch(start -> start.peakMemory() == null)
                ? null
                : cold(series, start -> start.peakMemory());
    }

    /** A warm request, in milliseconds. */
    Distribution warmRequest(WarmSeries series) {
        return Distribution.of(warm.get(series).millis());
    }
}
