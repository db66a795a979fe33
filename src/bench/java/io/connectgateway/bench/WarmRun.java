package io.connectgateway.bench;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * Many requests, one after the other, to one environment, after its first; or to several that share them.
 *
 * @param millis what each took
 * @param peakMemory the most resident memory of an environment until the end, in bytes; null where the operating system does not tell
 */
record WarmRun(int environments, double[] millis, Long peakMemory) {
    static WarmRun of(List<WarmRun> parts) {
        return new WarmRun(
                parts.size(),
                parts.stream()
                        .flatMapToDouble(part -> DoubleStream.of(part.millis()))
                        .toArray(),
                parts.stream()
                        .map(WarmRun::peakMemory)
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                        .orElse(null));
    }
}
