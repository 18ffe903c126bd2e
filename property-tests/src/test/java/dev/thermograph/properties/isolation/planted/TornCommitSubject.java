package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;

/** Some commits fail half-way: all but the last item is in place, and nobody knows. */
final class TornCommitSubject extends OptimisticSubject {
  private static final int EVERY = 10;

  private int commitCount;

  @Override
  protected Ending install(Pending transaction) {
    if (transaction.writes().size() > 1 && ++commitCount % EVERY == 0) {
      transaction.writes().pollLastEntry();
      super.install(transaction);
      return Ending.UNKNOWN;
    }
    return super.install(transaction);
  }
}
