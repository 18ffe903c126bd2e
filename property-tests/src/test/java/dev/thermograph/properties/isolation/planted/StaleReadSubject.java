package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.Ending;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.Pending;
import java.util.HashMap;
import java.util.Map;

/**
 * Every other transaction reads a snapshot that is some commits old, but never older than what its
 * worker has seen or done.
 */
final class StaleReadSubject extends OptimisticSubject {
  private static final long LAG = 5;

  private final Map<Integer, Long> seen = new HashMap<>();
  private boolean lags;

  @Override
  protected long snapshot(int worker) {
    lags = !lags;
    long stale = Math.max(newest() - (lags ? LAG : 0), seen.getOrDefault(worker, 0L));
    seen.put(worker, stale);
    return stale;
  }

  @Override
  protected Ending install(Pending transaction) {
    Ending ending = super.install(transaction);
    seen.merge(transaction.worker(), ending.sequence(), Math::max);
    return ending;
  }
}
