package dev.thermograph.benchmarks.harness;

/**
 * One of the numbers that a side gives. <em>Immutable.</em>
 *
 * @param side where it comes from
 * @param key which of the side's numbers, see {@link Measurement}
 * @param kind whether more or less of it is better
 * @param unit of the number
 */
public record Reading(Side side, String key, Kind kind, String unit) {

  /** The side's own score. */
  public static Reading score(Side side) {
    return new Reading(side, Measurement.SCORE, side.kind(), side.unit());
  }

  /** A number of which less is better and that the side's benchmark has {@link Reported}. */
  public static Reading cost(Side side, String key, String unit) {
    return new Reading(side, key, Kind.TIME, unit);
  }
}
