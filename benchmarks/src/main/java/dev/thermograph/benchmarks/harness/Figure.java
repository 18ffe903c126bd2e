package dev.thermograph.benchmarks.harness;

/**
 * A number that stands alone, such as a latency. <em>Immutable.</em>
 *
 * @param name as it is printed, cited and never changed
 * @param side where it comes from
 * @param key which of the side's numbers, see {@link Measurement}
 * @param unit of the number
 */
public record Figure(String name, Side side, String key, String unit) {

  /** The side's own score as a figure. */
  public static Figure score(String name, Side side) {
    return new Figure(name, side, Measurement.SCORE, side.unit());
  }

  /** A latency of a side whose benchmark records them with {@link LatencyRecorder}. */
  public static Figure latency(String name, Side side, String key) {
    return new Figure(name, side, key, "us");
  }

  /** Bytes that all threads of the JVM together allocate per operation. */
  public static Figure allocation(String name, Side side) {
    return new Figure(name, side, Measurement.ALLOCATED_BYTES, "B/op");
  }
}
