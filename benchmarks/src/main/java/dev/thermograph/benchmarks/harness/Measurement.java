package dev.thermograph.benchmarks.harness;

import java.util.Map;

/**
 * What one fork of one side gave. <em>Immutable.</em>
 *
 * @param values by key; {@link #SCORE} is always there
 */
public record Measurement(Map<String, Double> values) {
  /** The side's score in the side's unit. */
  public static final String SCORE = "score";

  /** Bytes that all threads of the JVM together allocated per call. */
  public static final String ALLOCATED_BYTES = "allocated";

  /** Bytes of heap still in use after the work and a garbage collection, in MB. */
  public static final String HEAP = "heap";

  /** Bytes of memory outside the heap that the side knows of, in MB. */
  public static final String OFF_HEAP = "offHeap";

  /** Half of the calls took no longer than this, in microseconds. */
  public static final String P50 = "latency.p50";

  /** All but 1 in 100 calls took no longer than this, in microseconds. */
  public static final String P99 = "latency.p99";

  /** All but 1 in 1000 calls took no longer than this, in microseconds. */
  public static final String P999 = "latency.p99.9";

  /** A measurement that consists of its score. */
  public static Measurement ofScore(double score) {
    return new Measurement(Map.of(SCORE, score));
  }

  double score() {
    return value(SCORE);
  }

  double value(String key) {
    Double value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(
          "not measured: key=" + key + " measured=" + values.keySet());
    }
    return value;
  }
}
