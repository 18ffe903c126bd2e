package dev.thermograph.properties.isolation.check;

import java.util.Set;

/** What was promised. */
public enum Level {
  /**
   * Snapshot isolation in real time: a transaction sees all that had ended when it began, and the
   * first committer wins. Write skew is allowed.
   */
  STRONG_SNAPSHOT,

  /** Some serial order explains everything; sequences and real time agree with it. */
  STRICT_SERIALIZABLE,

  /** The same, and what aborted transactions have read fits into that order, too. */
  OPAQUE;

  private static final Set<Anomaly> SKEWS =
      Set.of(
          Anomaly.WRITE_SKEW,
          Anomaly.ANTI_DEPENDENCY_CYCLE,
          Anomaly.REALTIME_SKEW,
          Anomaly.SEQUENCE_VIOLATION);

  boolean forbids(Anomaly anomaly) {
    return this != STRONG_SNAPSHOT || !SKEWS.contains(anomaly);
  }

  boolean looksAt(Stage stage) {
    return this != STRONG_SNAPSHOT || stage.isOfSnapshots();
  }
}
