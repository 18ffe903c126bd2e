package dev.thermograph.properties.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.wal.error.ReadOnlyAccessException;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FaultySegmentFilesTest {
  private final CrashRecordingFiles disk = CrashRecordingFiles.create();
  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void chosenWriteFailsAndChangesNothing() throws IOException {
    FaultySegmentFiles files = on(FaultPlan.at(OperationKind.WRITE, 2, Fault.DISK_FULL));
    try (SegmentFile file = files.create("a")) {
      file.write(bytes(10, 1), 0);
      ByteBuffer source = bytes(10, 2);
      assertThatThrownBy(() -> file.write(source, 0))
          .isInstanceOf(IOException.class)
          .hasMessage("could not write: file=a offset=0: No space left on device");
      assertThat(source.remaining()).isEqualTo(10);
      assertThat(contentOf("a")).containsOnly(1);
      file.write(source, 0);
      assertThat(contentOf("a")).containsOnly(2);
    }
    assertThat(files.injectedCount()).isEqualTo(1);
  }

  @Test
  void writeThatFailsHalfWayLeavesHalfOfTheBytes() throws IOException {
    FaultySegmentFiles files = on(FaultPlan.at(OperationKind.WRITE, 1, Fault.DISK_FULL_HALF_WAY));
    try (SegmentFile file = files.create("a")) {
      ByteBuffer source = bytes(10, 1);
      assertThatThrownBy(() -> file.write(source, 0)).hasMessageContaining("No space left");
      assertThat(source.remaining()).isEqualTo(10);
      assertThat(contentOf("a")).hasSize(5);
    }
  }

  @Test
  void shortWriteSaysHowMuchItTook() throws IOException {
    FaultySegmentFiles files = on(FaultPlan.from(OperationKind.WRITE, 1, Fault.SHORT_WRITE));
    try (SegmentFile file = files.create("a")) {
      ByteBuffer source = bytes(10, 1);
      assertThat(file.write(source, 0)).isEqualTo(5);
      assertThat(source.remaining()).isEqualTo(5);
      assertThat(source.limit()).isEqualTo(10);
      file.writeFully(source, 5);
      assertThat(contentOf("a")).hasSize(10).containsOnly(1);
    }
  }

  @Test
  void failingSyncMakesNothingDurable() throws IOException {
    FaultySegmentFiles files = on(FaultPlan.at(OperationKind.SYNC, 1, Fault.INPUT_OUTPUT_ERROR));
    try (SegmentFile file = createNamed(files)) {
      file.write(bytes(10, 1), 0);
      assertThatThrownBy(file::sync).hasMessageContaining("Input/output error");
      assertThat(survivingLength()).isZero();
      file.sync();
      assertThat(survivingLength()).isEqualTo(10);
    }
  }

  @Test
  void lyingSyncMakesNothingDurable() throws IOException {
    FaultySegmentFiles files = on(FaultPlan.at(OperationKind.SYNC, 1, Fault.LYING_SYNC));
    try (SegmentFile file = createNamed(files)) {
      file.write(bytes(10, 1), 0);
      file.sync();
      file.lengthBytes();
      assertThat(survivingLength()).isZero();
    }
    assertThat(files.injectedCount()).isEqualTo(1);
  }

  @Test
  void deferredSyncTakesEffectWhenTheNextOperationBegins() throws IOException {
    FaultySegmentFiles files = on(FaultPlan.at(OperationKind.SYNC, 1, Fault.DEFERRED_SYNC));
    try (SegmentFile file = createNamed(files)) {
      file.write(bytes(10, 1), 0);
      file.sync();
      assertThat(survivingLength()).isZero();
      file.lengthBytes();
      assertThat(survivingLength()).isEqualTo(10);
    }
  }

  @Test
  void lyingDirectorySyncMakesNoNameDurable() throws IOException {
    FaultySegmentFiles files = on(FaultPlan.at(OperationKind.SYNC_DIRECTORY, 1, Fault.LYING_SYNC));
    files.create("a").close();
    files.syncDirectory();
    CrashImage image = disk.crash(CrashMode.SUBSET, DirectoryLoss.ALL, random);
    assertThat(image.files().list()).isEmpty();
  }

  /** Measured on Linux: after EIO from fsync a second fsync returned 0. */
  @Test
  void syncAfterADroppingFailureSucceedsAndProvesNothing() throws IOException {
    FaultySegmentFiles files = on(FaultPlan.at(OperationKind.SYNC, 1, Fault.SYNC_FAILS_AND_DROPS));
    try (SegmentFile file = createNamed(files)) {
      file.write(bytes(1_000, 1), 0);
      assertThatThrownBy(file::sync).hasMessageContaining("Input/output error");
      file.sync();
      assertThat(contentOf("a")).containsOnly(1);
      assertThat(surviving()).containsOnly(0);
    }
  }

  @Test
  void writingDroppedSectorsAgainMakesThemDurable() throws IOException {
    FaultySegmentFiles files = on(FaultPlan.at(OperationKind.SYNC, 1, Fault.SYNC_FAILS_AND_DROPS));
    try (SegmentFile file = createNamed(files)) {
      file.write(bytes(1_536, 1), 0);
      assertThatThrownBy(file::sync).isInstanceOf(IOException.class);
      file.write(bytes(512, 2), 512);
      file.sync();
      byte[] content = surviving();
      assertThat(Arrays.copyOfRange(content, 512, 1_024)).containsOnly(2);
      assertThat(Arrays.copyOf(content, 512)).containsOnly(0);
      for (int seed = 0; seed < 200; seed++) {
        byte[] cut = CrashScript.contentOf(disk.crash(CrashMode.GARBAGE, random).files(), "a");
        assertThat(Arrays.copyOfRange(cut, 512, 1_024)).containsOnly(2);
      }
      file.write(bytes(1_536, 3), 0);
      file.sync();
      assertThat(surviving()).containsOnly(3);
    }
  }

  @Test
  void readingFromTheDeviceShowsThatDroppedWritesAreNotThere() throws IOException {
    FaultySegmentFiles files = on(FaultPlan.at(OperationKind.SYNC, 1, Fault.SYNC_FAILS_AND_DROPS));
    try (SegmentFile file = createNamed(files)) {
      file.write(bytes(1_024, 1), 0);
      assertThatThrownBy(file::sync).isInstanceOf(IOException.class);
      file.write(bytes(512, 2), 512);
    }
    ByteBuffer target = ByteBuffer.allocate(1_024);
    try (SegmentFile device = files.openFromDevice("a")) {
      device.readFully(target, 0);
      assertThatThrownBy(() -> device.write(bytes(1, 1), 0))
          .isInstanceOf(ReadOnlyAccessException.class);
    }
    assertThat(Arrays.copyOf(target.array(), 512)).containsOnly(0);
    assertThat(Arrays.copyOfRange(target.array(), 512, 1_024)).containsOnly(2);
    assertThat(CrashScript.contentOf(disk.reboot(), "a")).isEqualTo(target.array());
    assertThat(CrashScript.contentOf(disk.reopen(), "a")).startsWith(1, 1);
  }

  @Test
  void seededDropLeavesTheSameSectorsOnTheDiskEachTime() throws IOException {
    Fault fault = new Fault.SyncFailsAndDrops("Input/output error", 5);
    FaultySegmentFiles files = on(FaultPlan.at(OperationKind.SYNC, 1, fault));
    try (SegmentFile file = createNamed(files)) {
      file.write(bytes(64 * 512, 1), 0);
      assertThatThrownBy(file::sync).isInstanceOf(IOException.class);
      file.sync();
    }
    byte[] content = surviving();
    assertThat(content).contains(0, 1);
    for (int seed = 0; seed < 100; seed++) {
      CrashImage image = disk.crash(CrashMode.GARBAGE, random);
      assertThat(CrashScript.contentOf(image.files(), "a")).isEqualTo(content);
    }
    ReplayCursor cursor = disk.timeline().replay();
    while (!cursor.isAtEnd()) {
      cursor.advance();
    }
    CrashImage replayed = cursor.image(CrashMode.SUBSET, random);
    assertThat(CrashScript.contentOf(replayed.files(), "a")).isEqualTo(content);
  }

  @Test
  void droppingNeedsFilesThatCanDrop() throws IOException {
    try (FaultySegmentFiles files =
            new FaultySegmentFiles(
                MemorySegmentFiles.create(),
                FaultPlan.at(OperationKind.SYNC, 1, Fault.SYNC_FAILS_AND_DROPS));
        SegmentFile file = files.create("a")) {
      assertThatThrownBy(file::sync)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("crash-recording");
    }
  }

  @Test
  void operationThatFailsAfterItsEffectHasTakenEffect() throws IOException {
    FaultySegmentFiles files =
        on(FaultPlan.at(OperationKind.RENAME, 1, Fault.FAILS_BUT_TOOK_EFFECT));
    files.create("a").close();
    assertThatThrownBy(() -> files.rename("a", "b")).isInstanceOf(IOException.class);
    assertThat(disk.list()).containsExactly("b");
  }

  @Test
  void faultThatMakesNoSenseIsNotCounted() throws IOException {
    FaultySegmentFiles files = on(FaultPlan.from(1, Fault.SHORT_WRITE));
    files.create("a").close();
    files.rename("a", "b");
    files.syncDirectory();
    assertThat(files.injectedCount()).isZero();
    assertThat(disk.list()).containsExactly("b");
  }

  @Test
  void diskStaysFullUntilThePlanChanges() throws IOException {
    FaultySegmentFiles files = on(FaultPlan.fromChange(1, Fault.DISK_FULL));
    assertThatThrownBy(() -> files.create("a")).hasMessageContaining("No space left");
    assertThatThrownBy(() -> files.create("a")).hasMessageContaining("No space left");
    assertThat(files.list()).isEmpty();
    files.setPlan(FaultPlan.none());
    files.create("a").close();
    assertThat(files.list()).containsExactly("a");
    assertThat(files.operationCount(OperationKind.CREATE)).isEqualTo(3);
  }

  @Test
  void plansCombine() throws IOException {
    FaultySegmentFiles files =
        on(
            FaultPlan.at(OperationKind.CREATE, 1, Fault.DISK_FULL)
                .or(FaultPlan.at(OperationKind.CREATE, 2, Fault.INPUT_OUTPUT_ERROR)));
    assertThatThrownBy(() -> files.create("a")).hasMessageContaining("No space left");
    assertThatThrownBy(() -> files.create("a")).hasMessageContaining("Input/output error");
    files.create("a").close();
  }

  @Test
  void everyPositionOfARunCanBeMadeToFail() throws IOException {
    FaultySegmentFiles clean =
        new FaultySegmentFiles(CrashRecordingFiles.create(), FaultPlan.none());
    assertThat(run(clean)).isEqualTo("");
    long changes = clean.changeCount();
    assertThat(changes).isEqualTo(8);
    List<String> failures = new ArrayList<>();
    for (long number = 1; number <= changes; number++) {
      FaultySegmentFiles files =
          new FaultySegmentFiles(
              CrashRecordingFiles.create(), FaultPlan.atChange(number, Fault.FILE_TOO_LARGE));
      failures.add(run(files));
      assertThat(files.injectedCount()).isEqualTo(1);
      assertThat(files.changeCount()).isEqualTo(number);
    }
    assertThat(failures).allMatch(failure -> failure.contains("File too large"));
  }

  @Test
  void seededPlanIsTheSameForTheSameSeed() {
    List<String> first = outcomes(42);
    assertThat(outcomes(42)).isEqualTo(first);
    assertThat(first).contains("").anyMatch(outcome -> !outcome.isEmpty());
    assertThat(outcomes(43)).isNotEqualTo(first);
  }

  private static List<String> outcomes(long seed) {
    FaultySegmentFiles files =
        new FaultySegmentFiles(
            CrashRecordingFiles.create(),
            FaultPlan.seeded(seed, 0.3, Fault.DISK_FULL, Fault.INPUT_OUTPUT_ERROR));
    List<String> outcomes = new ArrayList<>();
    for (int number = 0; number < 50; number++) {
      try {
        files.create("a" + number).close();
        outcomes.add("");
      } catch (IOException e) {
        outcomes.add(e.getMessage());
      }
    }
    return outcomes;
  }

  /** Eight changes; returns what failed, or nothing. */
  private static String run(SegmentFiles files) {
    try (SegmentFile file = files.create("a")) {
      file.write(bytes(10, 1), 0);
      file.sync();
      file.write(bytes(10, 2), 10);
      file.syncWithMetadata();
      files.rename("a", "b");
      files.syncDirectory();
      files.delete("b");
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private FaultySegmentFiles on(FaultPlan plan) {
    return new FaultySegmentFiles(disk, plan);
  }

  private static SegmentFile createNamed(FaultySegmentFiles files) throws IOException {
    SegmentFile file = files.create("a");
    files.syncDirectory();
    return file;
  }

  private byte[] contentOf(String name) throws IOException {
    return CrashScript.contentOf(disk, name);
  }

  private byte[] surviving() throws IOException {
    return CrashScript.contentOf(
        disk.crash(CrashMode.NOTHING_UNSYNCED, DirectoryLoss.ALL, random).files(), "a");
  }

  private int survivingLength() throws IOException {
    return surviving().length;
  }

  private static ByteBuffer bytes(int count, int value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return ByteBuffer.wrap(bytes);
  }
}
