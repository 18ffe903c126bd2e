package dev.thermograph.benchmarks.harness;

/**
 * What a figure has to reach. <em>Immutable.</em>
 *
 * @param kind whether more or less is better
 * @param value the least that is enough, or the most
 */
public record Bar(Kind kind, double value) {
  /** For figures that are only for information. */
  public static final Bar NONE = new Bar(Kind.THROUGHPUT, 0);

  /** At least so much. */
  public static Bar atLeast(double value) {
    return new Bar(Kind.THROUGHPUT, value);
  }

  /** At most so much. */
  public static Bar atMost(double value) {
    return new Bar(Kind.TIME, value);
  }

  /** Whether a value is good enough. */
  public boolean isReachedBy(double figure) {
    return kind == Kind.THROUGHPUT ? figure >= value : figure <= value;
  }

  /** As it is shown; empty for {@link #NONE}. */
  public String text() {
    if (equals(NONE)) {
      return "";
    }
    return (kind == Kind.THROUGHPUT ? "at least " : "at most ") + Numbers.text(value);
  }
}
