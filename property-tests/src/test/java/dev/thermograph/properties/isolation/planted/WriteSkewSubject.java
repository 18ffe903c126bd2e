package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;

/** Snapshot isolation: the first committer wins, but only about what both have written. */
final class WriteSkewSubject extends OptimisticSubject {
  @Override
  protected boolean mayCommit(Pending transaction) {
    return isUnchanged(transaction, transaction.writes().keySet());
  }
}
