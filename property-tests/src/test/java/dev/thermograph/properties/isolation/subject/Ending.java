package dev.thermograph.properties.isolation.subject;

import dev.thermograph.properties.isolation.history.Outcome;
import dev.thermograph.properties.isolation.history.Transaction;

/**
 * How a transaction ended.
 *
 * @param sequence of the commit, if it has one and it is known
 */
public record Ending(Outcome outcome, long sequence) {
  public static final Ending ABORTED = new Ending(Outcome.ABORTED, Transaction.NO_SEQUENCE);
  public static final Ending UNKNOWN = new Ending(Outcome.UNKNOWN, Transaction.NO_SEQUENCE);

  /** A commit that is there. */
  public static Ending committed(long sequence) {
    return new Ending(Outcome.COMMITTED, sequence);
  }
}
