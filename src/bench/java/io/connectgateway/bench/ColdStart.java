package io.connectgateway.bench;

/**
 * What one cold start took, in milliseconds.
 *
 * @param init from the start of the process to its first poll of the Runtime API
 * @param firstRequest from the event's leaving the Runtime API to the answer's arrival there
 * @param total from the start of the process to that answer
 * @param peakMemory the most resident memory until then, in bytes; null where the operating system does not tell
 */
record ColdStart(double init, double firstRequest, double total, Long peakMemory) {}
