package dev.thermograph.benchmarks.harness;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a benchmark has to say beside its score, such as the memory that is left in use: put inside
 * the fork, found under the same key in the side's {@link Measurement}. <b>Thread-safe.</b>
 */
public final class Reported {
  private static final Map<String, Double> VALUES = new ConcurrentHashMap<>();

  private Reported() {}

  /** Says a number; the last one said under a key counts. */
  public static void put(String key, double value) {
    VALUES.put(key, value);
  }

  static Map<String, Double> all() {
    return Map.copyOf(VALUES);
  }
}
