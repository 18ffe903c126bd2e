package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.quota.Allowance;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.transaction.CommitGuard;
import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.metrics.EngineTimer;
import java.util.function.Supplier;

/**
 * Refuses commits that a tenant's quota does not allow, and counts the others. Counts nodes once it
 * has to: when a limit of nodes is set. <b>Threads:</b> as its methods say.
 */
final class GrowthGuard implements CommitGuard {
  private static final long UNKNOWN = -1;

  private final HotTenant hot;
  private final Supplier<Allowance> allowance;
  private final EngineMetrics metrics;
  private long nodeCount = UNKNOWN;

  /**
   * A guard.
   *
   * @param allowance what the tenant may use now
   */
  GrowthGuard(HotTenant hot, Supplier<Allowance> allowance, EngineMetrics metrics) {
    this.hot = hot;
    this.allowance = allowance;
    this.metrics = metrics;
  }

  @Override
  public void admit(ChangeCounts changes, int commitBytes) {
    Allowance allowed = allowance.get();
    if (allowed.limitsNodes() && nodeCount == UNKNOWN) {
      nodeCount = count();
    }
    if (allowed.limitsSize()) {
      allowed.requireRoom(changes, Math.max(0, nodeCount), commitBytes, hot.store().usedBytes());
    }
    allowed.takeWrite(); // last: what is refused for its size has not been written
  }

  private long count() {
    long count = 0;
    GraphStore store = hot.store();
    long sequence = hot.appliedSequence();
    for (int node = 0; node < store.nodeEnd(); node++) {
      count += store.node(node, sequence) == GraphStore.NONE ? 0 : 1;
    }
    return count;
  }

  @Override
  public void applied(ChangeCounts changes) {
    if (nodeCount != UNKNOWN) {
      nodeCount += changes.nodesCreated() - changes.nodesDeleted();
    }
  }

  @Override
  public void shown(ChangeCounts changes, long nanos) {
    metrics.count(EngineCounter.COMMITS, 1);
    metrics.record(EngineTimer.COMMIT, nanos);
  }

  @Override
  public void conflicted() {
    metrics.count(EngineCounter.CONFLICTS, 1);
  }
}
