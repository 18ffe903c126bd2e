package dev.thermograph.benchmarks.harness;

/**
 * A number that stands alone, such as a latency. <em>Immutable.</em>
 *
 * @param name as it is printed, cited and never changed
 * @param side where it comes from
 * @param key which of the side's numbers, see {@link Measurement}
 * @param unit of the number
 * @param bar what it has to reach
 */
public record Figure(String name, Side side, String key, String unit, Bar bar) {

  private static Figure forInformation(String name, Side side, String key, String unit) {
    return new Figure(name, side, key, unit, Bar.NONE);
  }

  /** The same with a bar. */
  public Figure with(Bar newBar) {
    return new Figure(name, side, key, unit, newBar);
  }

  /** The side's own score as a figure. */
  public static Figure score(String name, Side side) {
    return forInformation(name, side, Measurement.SCORE, side.unit());
  }

  /** A latency of a side whose benchmark records them with {@link LatencyRecorder}. */
  public static Figure latency(String name, Side side, String key) {
    return forInformation(name, side, key, "us");
  }

  /** Bytes that all threads of the JVM together allocate per operation. */
  public static Figure allocation(String name, Side side) {
    return forInformation(name, side, Measurement.ALLOCATED_BYTES, "B/op");
  }

  /** Memory in MB that a side's benchmark has {@link Reported}. */
  public static Figure megabytes(String name, Side side, String key) {
    return forInformation(name, side, key, "MB");
  }
}
