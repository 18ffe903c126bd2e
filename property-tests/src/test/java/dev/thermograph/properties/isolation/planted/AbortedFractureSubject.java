package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;
import java.util.List;

/**
 * Reads whatever is newest and validates at the commit, also of transactions that only read: those
 * that commit are fine, those that are aborted have seen what never was.
 */
final class AbortedFractureSubject extends OptimisticSubject {
  @Override
  protected List<Long> look(Pending transaction, int item) {
    return transaction.over(item, versions().newest(item));
  }

  @Override
  protected boolean mayCommit(Pending transaction) {
    return isUnchanged(transaction, transaction.reads());
  }
}
