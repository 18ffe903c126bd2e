package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.CheckpointPolicy;
import dev.thermograph.engine.internal.snapshot.CheckpointPolicy.Due;
import dev.thermograph.engine.internal.snapshot.CheckpointPolicy.Situation;
import dev.thermograph.engine.internal.snapshot.Checkpointer;
import dev.thermograph.engine.internal.snapshot.Progress;
import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.engine.internal.snapshot.SnapshotState;
import dev.thermograph.wal.flush.LogClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * When an open tenant's snapshot is due, and how it is made. <b>Threads:</b> the checkpointer's;
 * {@link #beginClosing} on any.
 */
public final class TenantCheckpoints implements Checkpointer.Subject {
  /** A snapshot takes about a seventh of what the same takes in memory. */
  private static final int MEMORY_BYTES_PER_SNAPSHOT_BYTE = 7;

  /** What is not larger is written in no time. */
  private static final long SMALL_MEMORY_BYTES = 1 << 20;

  private final HotTenant tenant;
  private final TenantSnapshots snapshots;
  private final CheckpointPolicy policy;
  private final LogClock clock;
  private final Progress progress;

  /** Of {@link HotTenant#commitBytes}, when the newest snapshot was taken. */
  private long bytesBefore;

  private volatile boolean closing;

  /** Of a tenant that was just opened. */
  public TenantCheckpoints(
      HotTenant tenant,
      TenantSnapshots snapshots,
      CheckpointPolicy policy,
      LogClock clock,
      ProgressListener listener) {
    this.tenant = tenant;
    this.snapshots = snapshots;
    this.policy = policy;
    this.clock = clock;
    this.progress = new Progress(tenant.number(), listener);
  }

  /** From now on what has changed is due, if the policy says so. */
  public void beginClosing() {
    closing = true;
  }

  @Override
  public Due due() {
    tenant.care().tellIdle(snapshots);
    TenantSnapshots.Kept kept = snapshots.kept();
    boolean hasChanged = kept.count() == 0 || tenant.care().lastAppended() != kept.newest();
    boolean holdsLog = kept.count() < 2 || kept.older() != kept.newest();
    Duration age = Duration.ofNanos(clock.nanoTime() - kept.sinceNanos());
    long bytes = tenant.care().commitBytes() - bytesBefore;
    return policy.due(new Situation(hasChanged, bytes, snapshotBytes(), age, holdsLog, closing));
  }

  private long snapshotBytes() {
    long more = tenant.memoryUse().usedBytes() - SMALL_MEMORY_BYTES;
    return Math.max(0, more) / MEMORY_BYTES_PER_SNAPSHOT_BYTE;
  }

  @Override
  public void checkpoint(Due due, Cancellation cancellation) throws IOException {
    if (!due.isSnapshot()) {
      snapshots.copyNewest(progress, cancellation);
      return;
    }
    long bytes = tenant.care().commitBytes();
    Optional<SnapshotState> captured = tenant.care().captureState();
    if (captured.isPresent()) {
      try (SnapshotState state = captured.get()) {
        snapshots.write(state, progress, cancellation);
        bytesBefore = bytes;
      }
    }
  }
}
