package io.connectgateway.bench;

/**
 * Many requests to one environment, after its first.
 *
 * @param millis what each took
 * @param peakMemory the most resident memory until the end, in bytes; null where the operating system does not tell
 */
record WarmRun(double[] millis, Long peakMemory) {}
