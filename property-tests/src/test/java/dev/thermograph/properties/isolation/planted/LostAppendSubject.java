package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;
import java.util.List;

/** Acknowledges commits and forgets the last value of some. */
final class LostAppendSubject extends OptimisticSubject {
  private static final int EVERY = 10;

  private int commitCount;

  @Override
  protected Ending install(Pending transaction) {
    if (!transaction.writes().isEmpty() && ++commitCount % EVERY == 0) {
      List<Long> values = transaction.writes().lastEntry().getValue();
      values.removeLast();
      if (values.isEmpty()) {
        transaction.writes().pollLastEntry();
      }
    }
    Ending ending = super.install(transaction);
    return ending.sequence() == 0 ? Ending.committed(next()) : ending;
  }
}
