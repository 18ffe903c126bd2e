package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.internal.read.KnownCommits;
import dev.thermograph.engine.internal.read.RetainedPast;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import java.time.Instant;

/** What an open tenant knows of its past. <b>Thread-safe:</b> one thread at a time raises it. */
final class TenantPast implements RetainedPast {
  private final HotTenant hot;

  /** Asked for by each view, so that it need not ask for each kind. */
  private volatile long firstRetainedOfAll;

  /**
   * The past as it is.
   *
   * @param kindCount how many kinds the tenant has
   */
  TenantPast(HotTenant hot, int kindCount) {
    this.hot = hot;
    long first = hot.retainedFrom();
    for (int kind = 0; kind < kindCount; kind++) {
      first = Math.max(first, firstRetained(kind));
    }
    this.firstRetainedOfAll = first;
  }

  /** Some of the past before a sequence is about to be let go of. */
  void willDropBefore(long sequence) {
    firstRetainedOfAll = Math.max(firstRetainedOfAll, sequence);
  }

  @Override
  public Instant committedAt(long sequence) {
    return Micros.toInstant(hot.times().timeOf(sequence));
  }

  @Override
  public KnownCommits commitsUpTo(long sequence) {
    return new PastCommits(hot, sequence);
  }

  @Override
  public long firstRetained(int kind) {
    return hot.store().horizon(kind);
  }

  @Override
  public long firstRetainedOfAll() {
    return firstRetainedOfAll;
  }
}
