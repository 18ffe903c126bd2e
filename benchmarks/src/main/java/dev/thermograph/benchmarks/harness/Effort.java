package dev.thermograph.benchmarks.harness;

import java.util.Map;
import java.util.TreeMap;

/**
 * How long to measure. One fork per side and round; one measured iteration per fork, so that a
 * fork's percentiles are those of all its calls.
 *
 * @param quick for a first impression; its results are not cited
 * @param rounds how often each side runs
 * @param warmupIterations before measuring, in each fork
 * @param warmupMillis length of one of them
 * @param measureMillis length of the measured one
 */
public record Effort(
    boolean quick, int rounds, int warmupIterations, int warmupMillis, int measureMillis) {

  /** Ends within 3 minutes per group. */
  public static final Effort QUICK = new Effort(true, 3, 1, 700, 1_000);

  /** What is cited: about 10 minutes per group. */
  public static final Effort FULL = new Effort(false, 9, 2, 1_000, 3_000);

  /**
   * For groups whose sides make one long call each.
   *
   * @param quick for a first impression
   */
  public static Effort ofOneCall(boolean quick, int rounds) {
    return new Effort(quick, rounds, 0, 0, 0);
  }

  /** For the results. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new TreeMap<>();
    map.put("rounds", (long) rounds);
    map.put("forksPerSideAndRound", 1L);
    map.put("warmupIterations", (long) warmupIterations);
    map.put("warmupMillis", (long) warmupMillis);
    map.put("measureMillis", (long) measureMillis);
    return map;
  }
}
