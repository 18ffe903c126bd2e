package dev.thermograph.engine.metrics;

/**
 * How long something took, all in nanoseconds, to two significant digits. <em>Immutable.</em>
 *
 * @param count how many times
 * @param mean on average
 * @param p50 half took no longer
 * @param p90 nine of ten took no longer
 * @param p99 99 of 100 took no longer
 * @param p999 999 of 1,000 took no longer
 * @param max the longest
 */
public record LatencySummary(
    long count, double mean, long p50, long p90, long p99, long p999, long max) {}
