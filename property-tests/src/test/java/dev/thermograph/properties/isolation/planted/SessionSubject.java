package dev.thermograph.properties.isolation.planted;

import dev.thermograph.properties.isolation.subject.OptimisticSubject;

/** Every other transaction reads an old snapshot, even one without its worker's own commits. */
final class SessionSubject extends OptimisticSubject {
  private static final long LAG = 5;

  private boolean lags;

  @Override
  protected long snapshot(int worker) {
    lags = !lags;
    return Math.max(newest() - (lags ? LAG : 0), 0);
  }
}
