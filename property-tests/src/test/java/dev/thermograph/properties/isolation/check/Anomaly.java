package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.History;

/** What can be wrong with a {@link History}. The first ones break the weakest promises. */
public enum Anomaly {
  UNWRITTEN_VALUE("a value that nobody wrote was read"),
  DUPLICATE_ELEMENT("one append shows twice"),
  LOST_APPEND("the final state does not hold an acknowledged append"),
  LOST_WRITE("the final state does not hold the newest acknowledged write"),
  TORN_COMMIT("of a transaction of unknown outcome a part is there, another is not"),
  INCOMPATIBLE_ORDER("two reads show one list in different orders"),
  INTERNAL("a transaction contradicts itself"),
  DIRTY_WRITE("G0, dirty write"),
  ABORTED_READ("G1a, aborted read"),
  INTERMEDIATE_READ("G1b, intermediate read"),
  CIRCULAR_INFORMATION("G1c, circular information flow"),
  LOST_UPDATE("G-single, lost update"),
  FRACTURED_READ("G-single, fractured read"),
  READ_SKEW("G-single, read skew"),
  LONG_FORK("G-nonadjacent, long fork"),
  SESSION_VIOLATION("a process does not see what it has done or seen before"),
  REALTIME_VIOLATION("stale: what had ended before is not seen"),
  WRITE_SKEW("G2-item, write skew"),
  ANTI_DEPENDENCY_CYCLE("G2-item"),
  REALTIME_SKEW("G2-item together with real time"),
  SEQUENCE_VIOLATION("the sequences of the commits are no serial order");

  private final String words;

  Anomaly(String words) {
    this.words = words;
  }

  /** Adya's name if it has one, and what it means. */
  public String words() {
    return words;
  }
}
