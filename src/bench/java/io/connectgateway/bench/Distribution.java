package io.connectgateway.bench;

import java.util.Arrays;

/** A figure's values in short; percentiles are the nearest rank: values that were measured. */
record Distribution(int count, double min, double p50, double p90, double p99, double max, double mean) {
    /** @throws IllegalArgumentException if there are no values */
    static Distribution of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Distribution(
                sorted.length,
                sorted[0],
                rank(sorted, 50),
                rank(sorted, 90),
                rank(sorted, 99),
                sorted[sorted.length - 1],
                Arrays.stream(sorted).sum() / sorted.length);
    }

    private static double rank(double[] sorted, int percent) {
        return sorted[(int) Math.ceil(percent * sorted.length / 100.0) - 1];
    }
}
