package io.connectgateway.bench;

/**
 * What JMH has found of one method, in the process of the packaged function.
 *
 * @param times in milliseconds; null where they say nothing
 * @param allocated bytes, each time
 */
record InProcess(Distribution times, double allocated) {}
