package dev.thermograph.benchmarks.harness;

import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Latencies of one kind of call in a benchmark that makes several kinds, or makes them beside what
 * JMH times. Hot path: recording allocates nothing. <b>Not thread-safe.</b>
 */
public final class Latencies {
  /** Keys of the percentiles, behind the kind's own. */
  public static final String P50 = ".p50";

  /** All but 1 in 100. */
  public static final String P99 = ".p99";

  /** All but 1 in 1000. */
  public static final String P999 = ".p99.9";

  /** The longest. */
  public static final String MAX = ".max";

  private static final long NANOS_MAX = 600_000_000_000L;
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MICRO = 1e3;

  private final Histogram histogram = new Histogram(NANOS_MAX, DIGITS);

  /** No latency yet. */
  public Latencies() {}

  /** Records one. */
  public void record(long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, NANOS_MAX));
  }

  /** How many were recorded. */
  public long count() {
    return histogram.getTotalCount();
  }

  /** Says the percentiles, see {@link Reported}. */
  public void report(String key) {
    put(key + P50, histogram.getValueAtPercentile(50));
    put(key + P99, histogram.getValueAtPercentile(99));
    put(key + P999, histogram.getValueAtPercentile(99.9));
    put(key + MAX, histogram.getMaxValue());
  }

  private static void put(String key, long nanos) {
    Reported.put(key, nanos / NANOS_PER_MICRO);
  }

  /**
   * The figures of what a side {@link #report}s, none with a bar.
   *
   * @param name of the figures, and the key, without what says which percentile it is
   */
  public static Stream<Figure> figures(String name, Side side) {
    return Stream.of(P50, P99, P999, MAX)
        .map(percentile -> Figure.latency(name + percentile, side, name + percentile));
  }
}
