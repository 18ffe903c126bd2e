package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;
import java.util.List;

/**
 * Two replicas of which each has half of the items fresh and hears of the other half late. Who
 * writes is validated against the truth.
 */
final class LongForkSubject extends OptimisticSubject {
  private static final long LAG = 5;

  @Override
  protected List<Long> look(Pending transaction, int item) {
    boolean isFresh = (item >> 1) % 2 == transaction.worker() % 2;
    long at = Math.max(0, transaction.snapshot() - (isFresh ? 0 : LAG));
    return transaction.over(item, versions().at(item, at));
  }
}
