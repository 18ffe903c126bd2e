package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.CheckpointPolicy;
import dev.thermograph.engine.internal.snapshot.CheckpointPolicy.Due;
import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.flush.LogClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is due for a real tenant, and what doing it changes. */
final class TenantCheckpointsTest {
  private static final long BYTES_MAX = 2_000;
  private static final Duration AGE_MAX = Duration.ofMinutes(10);

  /** Stands still until it is told to go on. */
  private static final class ManualClock implements LogClock {
    private long nanos = 1;

    @Override
    public long epochMicros() {
      return nanos / 1_000;
    }

    @Override
    public long nanoTime() {
      return nanos;
    }

    void goOn(Duration time) {
      nanos += time.toNanos();
    }
  }

  private final ManualClock clock = new ManualClock();

  private TenantCheckpoints checkpoints(SnapshotRig rig) {
    rig.tenant.close();
    rig.snapshots.close();
    rig.snapshots = rig.openSnapshots(clock);
    rig.tenant = rig.openTenant();
    return new TenantCheckpoints(
        rig.tenant,
        rig.snapshots,
        new CheckpointPolicy(BYTES_MAX, AGE_MAX, true),
        clock,
        ProgressListener.NONE);
  }

  private static void commitBytes(SnapshotRig rig) {
    long before = rig.tenant.care().commitBytes();
    while (rig.tenant.care().commitBytes() - before < BYTES_MAX) {
      rig.commit();
    }
  }

  @Test
  void muchToReplayMakesASnapshotDueAndWritingItMakesItNot() throws IOException {
    try (SnapshotRig rig = new SnapshotRig(1)) {
      TenantCheckpoints checkpoints = checkpoints(rig);
      assertThat(checkpoints.due()).isEqualTo(Due.NOTHING);
      commitBytes(rig);
      assertThat(checkpoints.due()).isEqualTo(Due.LOG_BYTES);
      checkpoints.checkpoint(Due.LOG_BYTES, new Cancellation());
      assertThat(checkpoints.due()).isEqualTo(Due.NOTHING);
      assertThat(rig.snapshots.newest()).isEqualTo(rig.log.lastSequence());

      commitBytes(rig);
      rig.tenant.close();
      rig.tenant = rig.openTenant();
      assertThat(rig.tenant.care().commitBytes()).as("what was replayed").isGreaterThan(BYTES_MAX);
    }
  }

  @Test
  void anOldSnapshotIsDueWhenThereWereCommits() throws IOException {
    try (SnapshotRig rig = new SnapshotRig(2)) {
      TenantCheckpoints checkpoints = checkpoints(rig);
      rig.commit(Durability.sync());
      clock.goOn(AGE_MAX.minusSeconds(1));
      assertThat(checkpoints.due()).isEqualTo(Due.NOTHING);
      clock.goOn(Duration.ofSeconds(1));
      assertThat(checkpoints.due()).isEqualTo(Due.AGE);
      checkpoints.checkpoint(Due.AGE, new Cancellation());
      assertThat(checkpoints.due()).isEqualTo(Due.NOTHING);
    }
  }

  @Test
  void closingMakesASnapshotDueWhenThereWereCommits() throws IOException {
    try (SnapshotRig rig = new SnapshotRig(3)) {
      TenantCheckpoints checkpoints = checkpoints(rig);
      rig.commit(Durability.sync());
      assertThat(checkpoints.due()).isEqualTo(Due.NOTHING);
      checkpoints.beginClosing();
      assertThat(checkpoints.due()).isEqualTo(Due.CLOSE);
      checkpoints.checkpoint(Due.CLOSE, new Cancellation());
      assertThat(checkpoints.due()).isEqualTo(Due.NOTHING);
    }
  }

  /** Or the log would be kept for it for ever. */
  @Test
  @Timeout(60)
  void aTenantWithoutCommitsLetsTheLogGo() throws IOException {
    try (SnapshotRig rig = new SnapshotRig(4)) {
      TenantCheckpoints checkpoints = checkpoints(rig);
      commitBytes(rig);
      checkpoints.checkpoint(Due.LOG_BYTES, new Cancellation());
      clock.goOn(AGE_MAX);
      assertThat(checkpoints.due()).as("one snapshot needs the whole log").isEqualTo(Due.HELD_LOG);
      checkpoints.checkpoint(Due.HELD_LOG, new Cancellation());
      clock.goOn(AGE_MAX);
      while (rig.log.firstRetainedSequence() == 1) {
        rig.log.appendAndAwait(99, (byte) 1, ByteBuffer.allocate(10_000));
        assertThat(checkpoints.due()).isEqualTo(Due.NOTHING);
      }
      assertThat(rig.log.firstRetainedSequence()).isGreaterThan(rig.snapshots.newest());
      rig.restart();
      rig.requireSame();
      rig.commit(Durability.sync());
      rig.restart();
      rig.requireSame();
    }
  }

  /** Somebody thinks while he has the lane; the checkpointer has other tenants to look after. */
  @Test
  @Timeout(60)
  void aLaneThatIsHeldForLongIsNotWaitedFor() throws Exception {
    try (SnapshotRig rig = new SnapshotRig(5)) {
      TenantCheckpoints checkpoints = checkpoints(rig);
      commitBytes(rig);
      CountDownLatch collecting = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(1);
      Thread thinker =
          Thread.ofPlatform()
              .start(
                  () ->
                      rig.tenant.commit(
                          _ -> {
                            collecting.countDown();
                            awaitUninterruptibly(done);
                          },
                          Durability.none()));
      collecting.await();
      assertThat(checkpoints.due()).isEqualTo(Due.LOG_BYTES);
      checkpoints.checkpoint(Due.LOG_BYTES, new Cancellation());
      assertThat(rig.snapshots.newest()).isZero();
      assertThat(checkpoints.due()).as("it is still due").isEqualTo(Due.LOG_BYTES);
      done.countDown();
      thinker.join();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
