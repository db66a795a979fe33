package io.connectgateway.bench;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * Many requests, one after the other, to one environment, after its first; or to several that share them.
 *
 * @param millis what each took
 * @param peakMemory the most resident memory of an environment until the end, in bytes; null where the operating system does not tell
 * @param contextSwitches of an environment's threads, for each request; null where the operating system does not tell
 * @param connections on which an environment has called Gigs, its first request included
 */
record WarmRun(int environments, double[] millis, Long peakMemory, Double contextSwitches, int connections) {
    static WarmRun of(List<WarmRun> parts) {
        return new WarmRun(
                parts.size(),
                parts.stream()
                        .flatMapToDouble(part -> DoubleStream.of(part.millis()))
                        .toArray(),
                most(parts.stream().map(WarmRun::peakMemory).toList()),
                most(parts.stream().map(WarmRun::contextSwitches).toList()),
                parts.stream().mapToInt(WarmRun::connections).max().orElseThrow());
    }

    private static <T extends Comparable<T>> T most(List<T> values) {
        return values.stream().filter(Objects::nonNull).max(T::compareTo).orElse(null);
    }
}
