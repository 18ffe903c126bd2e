package dev.thermograph.engine.internal.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.CommitChainBrokenException;
import dev.thermograph.engine.error.CommitsMissingException;
import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.Progress;
import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.engine.internal.snapshot.ProgressPhase;
import dev.thermograph.engine.internal.snapshot.SnapshotState;
import dev.thermograph.engine.internal.tenancy.OpeningReport.Source;
import dev.thermograph.wal.Durability;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The best way back is taken that leads to everything that was durable. */
final class TenantOpeningTest {
  private static final int COMMITS = 40;

  @TempDir Path directory;

  private static void commit(SnapshotRig rig, int count) {
    for (int commit = 0; commit < count; commit++) {
      rig.commit(commit == count - 1 ? Durability.sync() : Durability.none());
    }
  }

  private SnapshotRig inFiles(long seed) {
    SnapshotRig rig = new SnapshotRig(seed);
    rig.tenant.close();
    rig.maps = TenantMaps.inDirectory(directory.resolve("maps"), SnapshotRig.TENANT, rig.log.id());
    rig.tenant = rig.openTenant();
    return rig;
  }

  private static List<String> snapshotNames(SnapshotRig rig) throws IOException {
    return rig.snapshotFiles.reopen().list().stream()
        .filter(name -> name.endsWith(".tgs"))
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  static void flipByte(MemorySegmentFiles files, String name, long offset) throws IOException {
    try (SegmentFile file = files.reopen().open(name)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      file.readFully(one, offset);
      file.writeFully(one.put(0, (byte) (one.get(0) ^ 1)).clear(), offset);
    }
  }

  @Test
  void withoutAnySnapshotTheLogIsReadFromItsBeginning() throws IOException {
    try (SnapshotRig rig = new SnapshotRig(1)) {
      commit(rig, COMMITS);
      rig.restart();
      rig.requireSame();
      OpeningReport report = rig.tenant.report();
      assertThat(report.source()).isEqualTo(Source.LOG);
      assertThat(report.replayedCount())
          .isEqualTo(report.sequence())
          .isEqualTo(rig.log.lastSequence());
      assertThat(report.replayedBytes()).isPositive();
      assertThat(report.refusals()).isEmpty();
    }
  }

  @Test
  void aSnapshotIsLoadedAndTheLogBehindItApplied() throws IOException {
    try (SnapshotRig rig = new SnapshotRig(2)) {
      commit(rig, COMMITS);
      rig.checkpoint();
      long snapshotted = rig.log.lastSequence();
      commit(rig, 5);
      rig.restart();
      rig.requireSame();
      OpeningReport report = rig.tenant.report();
      assertThat(report.source()).isEqualTo(Source.SNAPSHOT);
      assertThat(report.sourceSequence()).isEqualTo(snapshotted);
      assertThat(report.sequence()).isEqualTo(rig.log.lastSequence());
      assertThat(report.replayedCount()).isEqualTo(rig.log.lastSequence() - snapshotted);
      assertThat(report.elementCount())
          .isEqualTo((long) rig.tenant.store().nodeEnd() + rig.tenant.store().edgeEnd());
    }
  }

  @Test
  void aDamagedSnapshotIsPassedOverForTheOlderOneAndThenForTheLog() throws IOException {
    try (SnapshotRig rig = new SnapshotRig(3)) {
      commit(rig, COMMITS);
      rig.checkpoint();
      long older = rig.log.lastSequence();
      commit(rig, 5);
      rig.checkpoint();
      commit(rig, 5);
      List<String> names = snapshotNames(rig);
      flipByte(rig.snapshotFiles, names.get(0), 300);
      rig.restart();
      rig.requireSame();
      assertThat(rig.tenant.report().source()).isEqualTo(Source.SNAPSHOT);
      assertThat(rig.tenant.report().replayedCount()).isEqualTo(rig.log.lastSequence() - older);
      assertThat(rig.tenant.report().refusals()).singleElement().asString().contains(names.get(0));

      flipByte(rig.snapshotFiles, names.get(1), 300);
      rig.restart();
      rig.requireSame();
      assertThat(rig.tenant.report().source()).isEqualTo(Source.LOG);
      assertThat(rig.tenant.report().refusals()).singleElement().asString().contains(names.get(1));
    }
  }

  /** Records of another tenant, so that segments are full. */
  private static void fillLog(SnapshotRig rig) {
    for (int record = 0; record < 60; record++) {
      rig.log.appendAndAwait(99, (byte) 1, ByteBuffer.allocate(10_000));
    }
  }

  /** Two snapshots, and of the log no more than they need. */
  private static long makeTwoAndRelease(SnapshotRig rig) throws IOException {
    commit(rig, COMMITS);
    fillLog(rig);
    commit(rig, 5);
    rig.checkpoint();
    long older = rig.log.lastSequence();
    fillLog(rig);
    assertThat(rig.log.firstRetainedSequence()).as("one is not enough").isEqualTo(1);
    commit(rig, 5);
    rig.checkpoint();
    fillLog(rig);
    commit(rig, 5);
    while (rig.log.firstRetainedSequence() == 1) {
      Thread.onSpinWait(); // segments go on the log's own thread
    }
    assertThat(rig.log.firstRetainedSequence()).isLessThanOrEqualTo(older + 1);
    return older;
  }

  /** With a floor at the newer one the log would not reach back to the older any more. */
  @Test
  @Timeout(60)
  void theLogIsKeptForTheOlderSnapshot() throws IOException {
    try (SnapshotRig rig = new SnapshotRig(4)) {
      long older = makeTwoAndRelease(rig);
      flipByte(rig.snapshotFiles, snapshotNames(rig).getFirst(), 300);
      rig.restart();
      rig.requireSame();
      assertThat(rig.tenant.report().sourceSequence()).isEqualTo(older);
    }
  }

  /** The planted bug: a floor at the newer snapshot. */
  @Test
  @Timeout(60)
  void aLogThatReachesBackToTheNewerOnlyIsFoundTooShort() throws IOException {
    SnapshotRig rig = new SnapshotRig(4);
    long older = makeTwoAndRelease(rig);
    rig.snapshots.close(); // the right floor
    try (RetentionFloor _ = rig.log.retainFrom("planted", rig.log.lastSequence() - 5)) {
      fillLog(rig);
      while (rig.log.firstRetainedSequence() <= older + 1) {
        rig.log.appendAndAwait(99, (byte) 1, ByteBuffer.allocate(10_000));
      }
    }
    flipByte(rig.snapshotFiles, snapshotNames(rig).getFirst(), 300);
    assertThatThrownBy(rig::restart)
        .isInstanceOfAny(CommitsMissingException.class, CommitChainBrokenException.class);
    rig.log.close();
  }

  @Test
  @Timeout(60)
  void whatNothingCanMakeUpForIsSaidAndNotPassedOver() throws IOException {
    SnapshotRig rig = new SnapshotRig(5);
    long _ = makeTwoAndRelease(rig);
    for (String name : snapshotNames(rig)) {
      flipByte(rig.snapshotFiles, name, 300);
    }
    assertThatThrownBy(rig::restart)
        .isInstanceOf(CommitsMissingException.class)
        .hasMessageContaining("tenant=7")
        .hasMessageContaining("checksum does not match");
    rig.log.close();
  }

  /** The log lost its end, and is in order otherwise. */
  @Test
  void aSnapshotAheadOfTheLogIsNotBelievedAgainstIt() throws IOException {
    try (SnapshotRig rig = new SnapshotRig(6)) {
      commit(rig, COMMITS);
      MemorySegmentFiles before = copyOf(rig.logFiles);
      long end = rig.log.lastSequence();
      commit(rig, 5);
      rig.checkpoint();
      rig.tenant.close();
      rig.log.close();
      rig.logFiles = before;
      rig.log = WriteAheadLog.open(before, SnapshotRig.OPTIONS);
      rig.snapshots = rig.openSnapshots();
      // The snapshot has what the log lost; but the log would give the same sequences again.
      assertThatThrownBy(rig::openTenant)
          .isInstanceOf(CommitsMissingException.class)
          .hasMessageContaining("the log ends at sequence=" + end);
      rig.snapshotFiles = MemorySegmentFiles.create();
      rig.snapshots = rig.openSnapshots();
      rig.tenant = rig.openTenant();
    }
  }

  private static MemorySegmentFiles copyOf(MemorySegmentFiles files) throws IOException {
    MemorySegmentFiles copy = MemorySegmentFiles.create();
    for (String name : files.reopen().list()) {
      try (SegmentFile from = files.reopen().openForReading(name);
          SegmentFile to = copy.create(name)) {
        ByteBuffer bytes = ByteBuffer.allocate((int) from.lengthBytes());
        from.readFully(bytes, 0);
        to.writeFully(bytes.flip(), 0);
      }
    }
    return copy.reopen();
  }

  @Test
  void mapsOfAnOrderlyCloseAreUsedAtOnce() throws IOException {
    try (SnapshotRig rig = inFiles(7)) {
      commit(rig, COMMITS);
      rig.forget();
      for (int round = 0; round < 4; round++) {
        rig.restart();
        rig.requireSame();
        assertThat(rig.tenant.report().source()).isEqualTo(Source.MAPS);
        assertThat(rig.tenant.report().refusals()).isEmpty();
        commit(rig, COMMITS);
        rig.forget();
      }
      rig.restart();
      rig.requireAllGivenBack();
    }
  }

  @Test
  void mapsOlderThanTheLogAreThrownAway() throws IOException {
    try (SnapshotRig rig = inFiles(8)) {
      commit(rig, COMMITS);
      rig.tenant.close();
      Path kept = directory.resolve("kept");
      copy(directory.resolve("maps"), kept);
      rig.tenant = rig.openTenant();
      commit(rig, 5);
      rig.tenant.close();
      copy(kept, directory.resolve("maps"));
      rig.tenant = rig.openTenant();
      rig.requireSame();
      assertThat(rig.tenant.report().source()).isEqualTo(Source.LOG);
      assertThat(rig.tenant.report().refusals())
          .singleElement()
          .asString()
          .contains("not of the tenant's last commit");
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var old = Files.list(to)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void mapsOfAnotherLogAreThrownAway() throws IOException {
    try (SnapshotRig rig = inFiles(9)) {
      commit(rig, COMMITS);
      rig.tenant.close();
      rig.maps =
          TenantMaps.inDirectory(directory.resolve("maps"), SnapshotRig.TENANT, new UUID(1, 2));
      rig.tenant = rig.openTenant();
      rig.requireSame();
      assertThat(rig.tenant.report().source()).isEqualTo(Source.LOG);
      assertThat(rig.tenant.report().refusals())
          .singleElement()
          .asString()
          .contains("of another tenant or layout");
    }
  }

  @Test
  @Timeout(60)
  void withoutSnapshotsAReleasedLogIsSaid() throws IOException {
    try (SnapshotRig rig = new SnapshotRig(11)) {
      long _ = makeTwoAndRelease(rig);
      rig.tenant.close();
      rig.snapshotFiles = MemorySegmentFiles.create();
      rig.snapshots.close();
      rig.snapshots = rig.openSnapshots();
      assertThatThrownBy(rig::openTenant).isInstanceOf(RecordsReleasedException.class);
    }
  }

  /** An interrupt closes a channel that is used; memory in files grows on a thread without. */
  @Test
  void interruptedCallersDoNoHarm() throws IOException {
    try (SnapshotRig rig = inFiles(13)) {
      Thread.currentThread().interrupt();
      MemorySegment block = MemorySegment.ofArray(new byte[40_000]);
      long extents = rig.tenant.memoryBytes();
      for (int node = 0; node < 30; node++) {
        int number = node;
        rig.tenant.commit(
            into -> into.putNode(number, 0, block, 0, (int) block.byteSize()), Durability.sync());
      }
      assertThat(rig.tenant.memoryBytes()).isGreaterThan(extents);
      rig.checkpoint();
      rig.tenant.close();
      rig.tenant = rig.openTenant();
      assertThat(Thread.interrupted()).as("it is kept").isTrue();
      assertThat(rig.tenant.report().source()).isEqualTo(Source.MAPS);
      assertThat(rig.tenant.store().nodeEnd()).isEqualTo(30);
    } finally {
      boolean _ = Thread.interrupted();
    }
  }

  @Test
  void openingAndWritingTellHowFarTheyAre() throws IOException {
    try (SnapshotRig rig = inFiles(12)) {
      Set<ProgressPhase> phases = EnumSet.noneOf(ProgressPhase.class);
      List<String> wrong = new ArrayList<>();
      ProgressListener listener =
          (tenant, phase, done, total) -> {
            phases.add(phase);
            if (tenant != SnapshotRig.TENANT || done < 0 || done > total) {
              wrong.add(phase + " " + done + "/" + total);
            }
          };
      commit(rig, COMMITS);
      try (SnapshotState state = rig.tenant.care().captureState().orElseThrow()) {
        rig.snapshots.write(state, new Progress(SnapshotRig.TENANT, listener), new Cancellation());
      }
      assertThat(phases).contains(ProgressPhase.VERIFY);
      rig.tenant.close();
      rig.tenant =
          HotTenants.open(
              SnapshotRig.TENANT,
              rig.log,
              rig.maps,
              rig.snapshots,
              SnapshotRig.COMMIT_BYTES_MAX,
              listener);
      assertThat(phases).contains(ProgressPhase.REOPEN);
      assertThat(wrong).isEmpty();
    }
  }
}
