package dev.thermograph.properties.explore;

/**
 * One broken promise. Immutable.
 *
 * @param kind which promise
 * @param what the facts
 */
record Violation(Kind kind, String what) {

  /** Promises of the log. */
  enum Kind {
    /** A record that was reported as durable is not there. */
    LOST,
    /** A record is there that was never appended, was refused, or has other content. */
    PHANTOM,
    /** A log that only a power cut has touched is refused. */
    FALSE_CORRUPTION,
    /** Reading what recovery accepted failed, or two readers disagree. */
    UNREADABLE
  }

  /** The same, found while doing something more. */
  Violation during(String activity) {
    return new Violation(kind, activity + ": " + what);
  }

  @Override
  public String toString() {
    return kind + " " + what;
  }
}
