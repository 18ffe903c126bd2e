package dev.thermograph.properties.isolation.check;

/**
 * Which cycles are looked for together: those of all dependencies up to a kind, in the order in
 * which {@link Dependency} has them. A stage whose promise is weaker than another's comes before
 * it; its cycles are cycles of the other one, too, and are named only once.
 */
enum Stage {
  WRITES(Dependency.WW, false),
  INFORMATION(Dependency.WR, false),
  SNAPSHOTS(Dependency.RW, true),
  SNAPSHOTS_OF_PROCESSES(Dependency.PROCESS, true),
  SNAPSHOTS_IN_TIME(Dependency.REALTIME, true),
  SERIAL_ORDER(Dependency.RW, false),
  SERIAL_ORDER_IN_TIME(Dependency.REALTIME, false),
  SERIAL_ORDER_OF_SEQUENCES(Dependency.SEQUENCE, false);

  private final Dependency last;
  private final boolean rwApart;

  Stage(Dependency last, boolean rwApart) {
    this.last = last;
    this.rwApart = rwApart;
  }

  /**
   * Whether only cycles count in which no RW follows another RW. Snapshot isolation forbids exactly
   * those: along any other dependency the former's commit precedes the latter's snapshot, along an
   * RW the former's snapshot precedes the latter's commit, and the two alternate until they
   * contradict (Cerone and Gotsman, "Analysing Snapshot Isolation", JACM 2018).
   */
  boolean wantsRwApart() {
    return rwApart;
  }

  boolean follows(Dependency dependency) {
    return dependency == Dependency.PASS || dependency.compareTo(last) <= 0;
  }

  /** Whether snapshot isolation promises that there are no such cycles. */
  boolean isOfSnapshots() {
    return rwApart || !follows(Dependency.RW);
  }

  /** Whether each cycle of this stage is also one of another stage. */
  boolean isWithin(Stage other) {
    return last.compareTo(other.last) <= 0
        && (!other.rwApart || rwApart || !follows(Dependency.RW));
  }
}
