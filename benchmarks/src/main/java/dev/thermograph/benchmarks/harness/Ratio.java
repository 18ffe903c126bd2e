package dev.thermograph.benchmarks.harness;

import java.util.Locale;

/**
 * A question with a number as its answer: how do we compare with a named opponent?
 *
 * <p>Above 1 is always better for us, whether the sides count throughput or time. <em>
 * Immutable.</em>
 *
 * @param name as it is printed, cited and never changed
 * @param ours a number of our side
 * @param theirs the same of the opponent's side, of the same kind and unit
 * @param what the opponent in words, for the line's end
 * @param bar the ratio that has to be reached; 0 where the ratio is only for information
 */
public record Ratio(String name, Reading ours, Reading theirs, String what, double bar) {

  /** Refuses to compare what cannot be compared. */
  public Ratio {
    if (ours.kind() != theirs.kind() || !ours.unit().equals(theirs.unit())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the sides of %s cannot be compared: ours=%s in %s theirs=%s in %s",
              name,
              ours.kind(),
              ours.unit(),
              theirs.kind(),
              theirs.unit()));
    }
  }

  /** Compares the sides' scores. */
  public Ratio(String name, Side ours, Side theirs, String what, double bar) {
    this(name, Reading.score(ours), Reading.score(theirs), what, bar);
  }

  /** A ratio without a bar. */
  public static Ratio forInformation(String name, Side ours, Side theirs, String what) {
    return new Ratio(name, ours, theirs, what, 0);
  }
}
