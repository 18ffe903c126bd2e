package dev.thermograph.engine.internal.core;

import dev.thermograph.engine.internal.event.CheckpointEvent;
import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.CheckpointPolicy.Due;
import dev.thermograph.engine.internal.snapshot.Checkpointer;
import dev.thermograph.engine.internal.tenancy.TenantCheckpoints;
import dev.thermograph.engine.internal.tenancy.TenantSnapshots;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.metrics.EngineTimer;
import java.io.IOException;

/**
 * A tenant's checkpoints, of which each is told.
 *
 * @param checkpoints makes them
 */
record WatchedCheckpoints(
    int tenant,
    TenantCheckpoints checkpoints,
    TenantSnapshots snapshots,
    TenantFiles files,
    EngineMetrics metrics)
    implements Checkpointer.Subject {
  @Override
  public Due due() {
    return checkpoints.due();
  }

  @Override
  public void checkpoint(Due due, Cancellation cancellation) throws IOException {
    CheckpointEvent event = new CheckpointEvent();
    long begin = System.nanoTime();
    checkpoints.checkpoint(due, cancellation);
    metrics.record(EngineTimer.CHECKPOINT, System.nanoTime() - begin);
    event.tenant = tenant;
    event.sequence = snapshots.newest();
    if (event.shouldCommit()) {
      event.bytes = files.newestSnapshotBytes(tenant);
      event.commit();
    }
  }

  /** What is due before the tenant is closed; its failure costs the next opening some time. */
  void beforeClosing() {
    checkpoints.beginClosing();
    try {
      Due due = due();
      if (due != Due.NOTHING && due != Due.HELD_LOG) {
        checkpoint(due, new Cancellation());
      }
    } catch (IOException | RuntimeException e) {
      metrics.failure("writing a snapshot of tenant " + tenant + " before it is closed", e);
    }
  }
}
