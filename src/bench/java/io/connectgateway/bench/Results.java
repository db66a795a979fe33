package io.connectgateway.bench;

import java.time.Instant;
import java.util.List;

/**
 * What a run has found.
 *
 * @param whyNotDropped why there are no cold starts with a dropped page cache; null: there are
 */
record Results(Instant date, Options options, Machine machine, String whyNotDropped, List<Measured> measured) {}
