package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.TenantHaltedException;
import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.Progress;
import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.engine.internal.snapshot.SnapshotState;
import dev.thermograph.engine.internal.tenancy.OpeningReport.Source;
import dev.thermograph.properties.crash.Fault;
import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.properties.crash.FaultySegmentFiles;
import dev.thermograph.properties.crash.OperationKind;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.LogOptions;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the log takes back gets into no snapshot, and into no maps that are used again. */
@Timeout(60)
final class SnapshotOfLostCommitsTest {
  private static final int COMMIT_BYTES_MAX = 1 << 16;
  private static final int NUMBER = 1;
  private static final int OTHER = 2;

  @TempDir Path directory;

  private final FaultySegmentFiles files =
      new FaultySegmentFiles(MemorySegmentFiles.create(), FaultPlan.none());
  private final WriteAheadLog log =
      WriteAheadLog.open(
          files,
          LogOptions.defaults()
              .withSegmentBytes(LogOptions.SEGMENT_BYTES_MIN)
              .withPreparedSegmentCountMax(0)
              .withTrailerAfter(Duration.ofMinutes(1)));
  private final MemorySegmentFiles snapshotFiles = MemorySegmentFiles.create();
  private final TenantSnapshots snapshots =
      TenantSnapshots.open(NUMBER, log, snapshotFiles::reopen, LogClock.SYSTEM, new Random(1));

  @AfterEach
  void close() {
    files.setPlan(FaultPlan.none());
    log.close();
  }

  private HotTenant open() {
    return HotTenants.open(
        NUMBER,
        log,
        TenantMaps.inDirectory(directory.resolve("maps"), NUMBER, log.id()),
        snapshots,
        COMMIT_BYTES_MAX,
        ProgressListener.NONE);
  }

  private static long put(HotTenant tenant, long value, Durability durability) {
    MemorySegment bytes = MemorySegment.ofArray(new byte[Long.BYTES]);
    bytes.set(TenantState.VALUE, 0, value);
    return tenant.commit(
        commit -> commit.putNode(Attempt.HEAD_NODE, 0, bytes, 0, Long.BYTES), durability);
  }

  private static long shown(HotTenant tenant) {
    try (TenantView view = tenant.open()) {
      return Attempt.head(view.store(), view.sequence());
    }
  }

  private void failNextWrite() {
    long next = files.operationCount(OperationKind.WRITE) + 1;
    files.setPlan(FaultPlan.at(OperationKind.WRITE, next, Fault.DISK_FULL));
  }

  private void write(SnapshotState state) throws IOException {
    snapshots.write(state, new Progress(NUMBER, ProgressListener.NONE), new Cancellation());
  }

  /** Also when later records of others are durable by then. */
  @Test
  void aStateThatTheLogTookBackGetsNoName() throws IOException {
    try (HotTenant tenant = open()) {
      put(tenant, 1, Durability.sync());
      failNextWrite();
      long lost = put(tenant, 2, Durability.none());
      try (SnapshotState state = tenant.care().captureState().orElseThrow()) {
        assertThat(state.sequence()).isEqualTo(lost);
        log.settle();
        assertThat(log.appendAndAwait(OTHER, (byte) 1, ByteBuffer.allocate(1))).isGreaterThan(lost);
        assertThatThrownBy(() -> write(state)).isInstanceOf(AppendRefusedException.class);
      }
      assertThat(snapshotFiles.reopen().list()).isEmpty();
    }
    try (HotTenant tenant = open()) {
      assertThat(shown(tenant)).isEqualTo(1);
    }
  }

  /** The index of hashes is read last, and may show more than the rest. */
  @Test
  void aStateWhoseHashesShowALostCommitGetsNoName() throws IOException {
    try (HotTenant tenant = open()) {
      put(tenant, 1, Durability.sync());
      try (SnapshotState state = tenant.care().captureState().orElseThrow()) {
        failNextWrite();
        put(tenant, 2, Durability.none());
        log.settle();
        assertThatThrownBy(() -> write(state)).isInstanceOf(AppendRefusedException.class);
      }
      assertThat(snapshotFiles.reopen().list()).isEmpty();
    }
  }

  @Test
  void aHaltedTenantGivesNoStateAndLeavesNoMaps() {
    try (HotTenant tenant = open()) {
      put(tenant, 1, Durability.sync());
      failNextWrite();
      put(tenant, 2, Durability.none());
      log.settle();
      assertThatThrownBy(() -> put(tenant, 3, Durability.sync()))
          .isInstanceOf(TenantHaltedException.class);
      assertThatThrownBy(tenant.care()::captureState).isInstanceOf(TenantHaltedException.class);
    }
    try (HotTenant tenant = open()) {
      assertThat(tenant.report().source()).isEqualTo(Source.LOG);
      assertThat(shown(tenant)).isEqualTo(1);
    }
  }

  /** Nobody has heard of the loss when the tenant is closed. */
  @Test
  void mapsOfALostCommitAreNotLeft() {
    try (HotTenant tenant = open()) {
      put(tenant, 1, Durability.sync());
      failNextWrite();
      put(tenant, 2, Durability.none());
    }
    assertThat(directory.resolve("maps").resolve("CLEAN")).doesNotExist();
    try (HotTenant tenant = open()) {
      assertThat(tenant.report().source()).isEqualTo(Source.LOG);
      assertThat(shown(tenant)).isEqualTo(1);
    }
    try (HotTenant tenant = open()) {
      assertThat(tenant.report().source()).isEqualTo(Source.MAPS);
      assertThat(shown(tenant)).isEqualTo(1);
    }
  }

  @Test
  void aSnapshotWaitsForCommitsThatNobodyElseWaitsFor() throws IOException {
    try (HotTenant tenant = open()) {
      long last = put(tenant, 1, Durability.none());
      try (SnapshotState state = tenant.care().captureState().orElseThrow()) {
        write(state);
      }
      assertThat(log.durableSequence()).isGreaterThanOrEqualTo(last);
      assertThat(snapshots.kept().newest()).isEqualTo(last);
    }
  }
}
