package dev.thermograph.engine.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.error.SnapshotRefusedException;
import dev.thermograph.properties.crash.CrashImage;
import dev.thermograph.properties.crash.CrashMode;
import dev.thermograph.properties.crash.CrashRecordingFiles;
import dev.thermograph.properties.crash.DirectoryLoss;
import dev.thermograph.properties.crash.Fault;
import dev.thermograph.properties.crash.FaultPlan;
import dev.thermograph.properties.crash.FaultySegmentFiles;
import dev.thermograph.properties.crash.OperationKind;
import dev.thermograph.properties.crash.ReplayCursor;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The power fails, or a disk operation does, at any moment while snapshots are written. */
final class SnapshotPowerCutTest {
  private static final long SEED = Long.getLong("thermograph.seed", 3);
  private static final int CUTS_EACH =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 300 : 5;
  private static final int SNAPSHOTS = 5;

  private static final List<Fault> FAULTS =
      List.of(
          Fault.INPUT_OUTPUT_ERROR,
          Fault.DISK_FULL,
          Fault.DISK_FULL_HALF_WAY,
          Fault.FAILS_BUT_TOOK_EFFECT,
          Fault.SYNC_FAILS_AND_DROPS,
          Fault.SHORT_WRITE);

  /** What was found in all images. */
  private static final class Tally {
    int images;
    int drafts;
    int refused;
    int lost;
  }

  @Test
  void afterAnyPowerCutTheNewestFinishedSnapshotIsWholeAndNoneIsLost() throws IOException {
    Tally tally = explore(FaultPlan.none());
    System.out.println(
        "SNAPSHOT POWER CUTS seed=" + SEED + " images=" + tally.images + " drafts=" + tally.drafts);
    assertThat(tally.images).isGreaterThan(3_000);
    assertThat(tally.drafts).as("images with an unfinished file").isGreaterThan(300);
    assertThat(tally.refused).as("finished files that are not whole").isZero();
    assertThat(tally.lost).as("finished snapshots that are gone").isZero();
  }

  /** The planted bugs: syncs that do nothing. */
  @Test
  void whatIsNotSyncedIsFoundMissing() throws IOException {
    for (OperationKind kind :
        List.of(OperationKind.SYNC_WITH_METADATA, OperationKind.SYNC_DIRECTORY)) {
      Tally tally = explore(FaultPlan.from(kind, 1, Fault.LYING_SYNC));
      assertThat(tally.refused + tally.lost).as("%s", kind).isPositive();
    }
  }

  private static Tally explore(FaultPlan plan) throws IOException {
    AtomicLong acked = new AtomicLong();
    CrashRecordingFiles disk = CrashRecordingFiles.create(acked::get);
    try (LittleTenant tenant = new LittleTenant()) {
      SnapshotStore store = LittleTenant.open(new FaultySegmentFiles(disk, plan), SEED);
      for (int snapshot = 0; snapshot < SNAPSHOTS; snapshot++) {
        tenant.commit();
        acked.set(tenant.write(store));
      }
    }
    Tally tally = new Tally();
    SplittableRandom dice = new SplittableRandom(SEED);
    ReplayCursor replay = disk.timeline().replay();
    do {
      for (CrashMode mode : CrashMode.values()) {
        for (DirectoryLoss loss : DirectoryLoss.values()) {
          for (int cut = 0; cut < CUTS_EACH; cut++) {
            judge(replay.image(mode, loss, dice), replay.acked(), tally);
          }
        }
      }
    } while (replay.advance());
    return tally;
  }

  private static void judge(CrashImage image, long acked, Tally tally) throws IOException {
    tally.images++;
    CrashRecordingFiles files = image.files();
    tally.drafts += files.list().stream().anyMatch(name -> name.endsWith(".tmp")) ? 1 : 0;
    SnapshotStore store = LittleTenant.open(files, SEED);
    long newest = 0;
    for (SnapshotName name : store.snapshots()) {
      try {
        assertThat(LittleTenant.read(store, name)).isEqualTo(textsUpTo(name.sequence()));
        newest = Math.max(newest, name.sequence());
      } catch (SnapshotRefusedException _) {
        tally.refused++;
      }
    }
    tally.lost += newest < acked ? 1 : 0;
    assertThat(files.list()).as("%s", image).noneMatch(name -> name.endsWith(".tmp"));
  }

  private static List<String> textsUpTo(long sequence) {
    return LongStream.rangeClosed(1, sequence).mapToObj(LittleTenant::text).toList();
  }

  /** Each operation of the third snapshot fails once, in each way. */
  @Test
  void whateverFailsTheSnapshotsBeforeStayAndTheNextOneSucceeds() throws IOException {
    long changes = run(FaultPlan.none(), "none");
    assertThat(changes).isGreaterThan(10);
    int injected = 0;
    for (Fault fault : FAULTS) {
      for (long change = 1; change <= changes; change++) {
        injected++;
        run(FaultPlan.atChange(change, fault), fault + " at change " + change);
      }
    }
    assertThat(injected).isGreaterThan(60);
  }

  /** Returns how many changes of files the third snapshot took. */
  private static long run(FaultPlan plan, String what) throws IOException {
    CrashRecordingFiles disk = CrashRecordingFiles.create();
    try (LittleTenant tenant = new LittleTenant()) {
      writeNext(tenant, disk);
      long second = writeNext(tenant, disk);
      FaultySegmentFiles faulty = new FaultySegmentFiles(disk.reopen(), plan);
      SnapshotStore store = LittleTenant.open(faulty, SEED);
      tenant.commit();
      long promised = second;
      try {
        promised = tenant.write(store);
      } catch (IOException _) {
        assertThat(faulty.injectedCount()).as(what).isPositive();
      }
      requireReadable(LittleTenant.open(disk.reboot(), SEED), promised, what);
      faulty.setPlan(FaultPlan.none());
      tenant.commit();
      long next = tenant.write(store);
      assertThat(store.snapshots()).as(what).hasSizeBetween(2, 3);
      requireReadable(LittleTenant.open(disk.reboot(), SEED), next, what);
      return faulty.changeCount();
    }
  }

  private static long writeNext(LittleTenant tenant, SegmentFiles disk) throws IOException {
    tenant.commit();
    return tenant.write(LittleTenant.open(disk, SEED));
  }

  private static void requireReadable(SnapshotStore store, long promised, String what)
      throws IOException {
    SnapshotName newest = store.snapshots().getFirst();
    assertThat(newest.sequence()).as(what).isGreaterThanOrEqualTo(promised);
    for (SnapshotName name : store.snapshots()) {
      assertThat(LittleTenant.read(store, name)).as(what).isEqualTo(textsUpTo(name.sequence()));
    }
  }
}
