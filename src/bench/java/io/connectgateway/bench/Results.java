package io.connectgateway.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a run has found.
 *
 * @param whyNotDropped why there are no cold starts with a dropped page cache; null: there are
 * @param inProcess what was found in the process of the JVM artifact, by the methods of {@link OwnWork} and {@link StartUp}; empty if the
 *     build has made none
 */
record Results(
        Instant date,
        Options options,
        Machine machine,
        String whyNotDropped,
        List<Measured> measured,
        Map<String, InProcess> inProcess) {}
