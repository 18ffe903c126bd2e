package dev.thermograph.properties.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Single behaviours of the crash model; the properties beside it compare it with an oracle. */
final class CrashRecordingFilesTest {
  private static final int SECTOR = CrashRecordingFiles.SECTOR_BYTES;
  private static final int SEED_COUNT = 1_000;

  private final CrashRecordingFiles files = CrashRecordingFiles.create();
  private final SplittableRandom random = new SplittableRandom(7);

  @ParameterizedTest
  @EnumSource
  void syncedBytesSurviveEveryMode(CrashMode mode) throws IOException {
    createDurably("a", bytes(4 * SECTOR, 1));
    for (int seed = 0; seed < SEED_COUNT; seed++) {
      CrashImage image = files.crash(mode, random);
      assertThat(contentOf(image.files(), "a")).isEqualTo(bytes(4 * SECTOR, 1));
      assertThat(image.loss().isAny()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void sectorBesideARewrittenOneSurvivesEveryMode(CrashMode mode) throws IOException {
    createDurably("a", bytes(3 * SECTOR, 1));
    write("a", bytes(100, 2), SECTOR + 50);
    for (int seed = 0; seed < SEED_COUNT; seed++) {
      byte[] content = contentOf(files.crash(mode, random).files(), "a");
      assertThat(Arrays.copyOf(content, SECTOR)).containsOnly(1);
      assertThat(Arrays.copyOfRange(content, 2 * SECTOR, 3 * SECTOR)).containsOnly(1);
    }
  }

  /** A disk writes whole sectors, so the synced half of a shared one is at risk again. */
  @Test
  void syncedBytesInARewrittenSectorCanBecomeGarbage() throws IOException {
    createDurably("a", bytes(100, 1));
    write("a", bytes(100, 2), 100);
    assertThat(sometimes(CrashMode.GARBAGE, content -> content[0] != 1)).isTrue();
    assertThat(sometimes(CrashMode.SUBSET, content -> content[0] != 1)).isFalse();
  }

  @Test
  void largerSectorsPutMoreAtRisk() throws IOException {
    CrashRecordingFiles paged = CrashRecordingFiles.create(4096, () -> 0);
    createDurably(paged, "a", bytes(4096, 1));
    write(paged, "a", bytes(1, 2), 4095);
    boolean lost = false;
    for (int seed = 0; seed < SEED_COUNT; seed++) {
      lost |= contentOf(paged.crash(CrashMode.GARBAGE, random).files(), "a")[0] != 1;
    }
    assertThat(lost).isTrue();
  }

  @Test
  void sectorLengthOutsideItsLimitsIsRefused() {
    assertThatThrownBy(() -> CrashRecordingFiles.create(500, () -> 0))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("sectorBytes=500");
    assertThatThrownBy(() -> CrashRecordingFiles.create(32, () -> 0))
        .isInstanceOf(InvalidArgumentException.class);
    assertThatThrownBy(() -> CrashRecordingFiles.create(128 * 1024, () -> 0))
        .isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void nothingUnsyncedKeepsExactlyTheSyncedBytes() throws IOException {
    createDurably("a", bytes(SECTOR, 1));
    write("a", bytes(SECTOR, 2), 0);
    write("a", bytes(SECTOR, 3), SECTOR);
    CrashImage image = files.crash(CrashMode.NOTHING_UNSYNCED, random);
    assertThat(contentOf(image.files(), "a")).isEqualTo(bytes(SECTOR, 1));
    assertThat(image.loss().lostSectors()).isEqualTo(2);
    assertThat(image.loss().lostBytes()).isEqualTo(SECTOR);
  }

  @Test
  void prefixKeepsTheOrderOfWritesAcrossFiles() throws IOException {
    createDurably("a", bytes(SECTOR, 0));
    createDurably("b", bytes(SECTOR, 0));
    for (int round = 1; round <= 20; round++) {
      write("a", bytes(1, round), 0);
      write("b", bytes(1, round), 0);
    }
    BitSet reached = new BitSet();
    for (int seed = 0; seed < SEED_COUNT; seed++) {
      CrashRecordingFiles after = files.crash(CrashMode.PREFIX, random).files();
      int a = contentOf(after, "a")[0];
      int b = contentOf(after, "b")[0];
      assertThat(a - b).isBetween(0, 1);
      reached.set(a + b);
    }
    assertThat(reached.cardinality()).isEqualTo(41);
  }

  @Test
  void sectorWrittenSeveralTimesCanComeBackInAnyVersion() throws IOException {
    createDurably("a", bytes(SECTOR, 0));
    for (int version = 1; version <= 4; version++) {
      write("a", bytes(SECTOR, version), 0);
    }
    BitSet seen = new BitSet();
    for (int seed = 0; seed < SEED_COUNT; seed++) {
      seen.set(contentOf(files.crash(CrashMode.SUBSET, random).files(), "a")[0]);
    }
    assertThat(seen.cardinality()).isEqualTo(5);
  }

  @Test
  void bytesBehindTheSurvivingEndDoNotComeBackWhenTheFileGrows() throws IOException {
    createDurably("a", bytes(10, 1));
    write("a", bytes(2 * SECTOR, 2), 10);
    for (int seed = 0; seed < SEED_COUNT; seed++) {
      CrashRecordingFiles after = files.crash(CrashMode.GARBAGE, random).files();
      int length = contentOf(after, "a").length;
      write(after, "a", bytes(1, 3), 3 * SECTOR);
      byte[] grown = contentOf(after, "a");
      assertThat(Arrays.copyOfRange(grown, length, 3 * SECTOR)).containsOnly(0);
    }
  }

  @Test
  void fileWhoseNameWasNotSyncedCanBeMissingThoughItWasSynced() throws IOException {
    write(files.create("a"), bytes(10, 1));
    try (SegmentFile file = files.open("a")) {
      file.syncWithMetadata();
    }
    CrashImage lost = files.crash(CrashMode.SUBSET, DirectoryLoss.ALL, random);
    assertThat(lost.files().list()).isEmpty();
    assertThat(lost.loss().lostNameChanges()).isEqualTo(1);
    CrashImage kept = files.crash(CrashMode.SUBSET, DirectoryLoss.NONE, random);
    assertThat(contentOf(kept.files(), "a")).isEqualTo(bytes(10, 1));
  }

  @Test
  void unsyncedRenameCanBeUndoneAndKeepsTheSyncedContent() throws IOException {
    createDurably("a", bytes(10, 1));
    files.rename("a", "b");
    write("b", bytes(10, 2), 0);
    try (SegmentFile file = files.open("b")) {
      file.sync();
    }
    CrashImage undone = files.crash(CrashMode.PREFIX, DirectoryLoss.ALL, random);
    assertThat(contentOf(undone.files(), "a")).isEqualTo(bytes(10, 2));
    assertThat(undone.files().list()).containsExactly("a");
  }

  @Test
  void unsyncedDeleteCanBeUndone() throws IOException {
    createDurably("a", bytes(10, 1));
    files.delete("a");
    CrashImage undone = files.crash(CrashMode.SUBSET, DirectoryLoss.ALL, random);
    assertThat(contentOf(undone.files(), "a")).isEqualTo(bytes(10, 1));
    files.syncDirectory();
    for (DirectoryLoss loss : DirectoryLoss.values()) {
      assertThat(files.crash(CrashMode.SUBSET, loss, random).files().list()).isEmpty();
    }
  }

  @Test
  void independentLossCanKeepALaterChangeWithoutAnEarlierOne() throws IOException {
    files.create("a").close();
    files.create("b").close();
    boolean laterOnly = false;
    for (int seed = 0; seed < SEED_COUNT; seed++) {
      List<String> prefix =
          files.crash(CrashMode.SUBSET, DirectoryLoss.JOURNAL_PREFIX, random).files().list();
      assertThat(prefix).isNotEqualTo(List.of("b"));
      List<String> any =
          files.crash(CrashMode.SUBSET, DirectoryLoss.INDEPENDENT, random).files().list();
      laterOnly |= any.equals(List.of("b"));
    }
    assertThat(laterOnly).isTrue();
  }

  @Test
  void killedProcessLosesNothingButUnsyncedWritesStayAtRisk() throws IOException {
    createDurably("a", bytes(SECTOR, 1));
    write("a", bytes(SECTOR, 2), 0);
    CrashRecordingFiles restarted = files.reopen();
    assertThat(contentOf(restarted, "a")).isEqualTo(bytes(SECTOR, 2));
    CrashImage cut = restarted.crash(CrashMode.NOTHING_UNSYNCED, random);
    assertThat(contentOf(cut.files(), "a")).isEqualTo(bytes(SECTOR, 1));
    CrashImage cutOfFork = restarted.fork().crash(CrashMode.NOTHING_UNSYNCED, random);
    assertThat(contentOf(cutOfFork.files(), "a")).isEqualTo(bytes(SECTOR, 1));
  }

  @Test
  void forkOrdersNewWritesBehindUnsyncedOldOnes() throws IOException {
    createDurably("a", bytes(SECTOR, 0));
    createDurably("b", bytes(SECTOR, 0));
    write("a", bytes(1, 1), 0);
    CrashRecordingFiles fork = files.fork();
    write(fork, "b", bytes(1, 1), 0);
    for (int seed = 0; seed < SEED_COUNT; seed++) {
      CrashRecordingFiles after = fork.crash(CrashMode.PREFIX, random).files();
      assertThat(contentOf(after, "a")[0]).isGreaterThanOrEqualTo(contentOf(after, "b")[0]);
    }
  }

  @Test
  void settledCopyHasNothingAtRisk() throws IOException {
    write(files.create("a"), bytes(10, 1));
    CrashRecordingFiles settled = files.settledCopy();
    CrashImage image = settled.crash(CrashMode.NOTHING_UNSYNCED, DirectoryLoss.ALL, random);
    assertThat(contentOf(image.files(), "a")).isEqualTo(bytes(10, 1));
  }

  @Test
  void copiesDoNotChangeWhenTheOriginalDoes() throws IOException {
    createDurably("a", bytes(10, 1));
    write("a", bytes(10, 2), 0);
    CrashRecordingFiles settled = files.settledCopy();
    CrashRecordingFiles fork = files.fork();
    CrashRecordingFiles flipped = files.flippedCopy("a", 0);
    write("a", bytes(10, 4), 0);
    assertThat(contentOf(settled, "a")).containsOnly(2);
    assertThat(contentOf(fork, "a")).containsOnly(2);
    assertThat(contentOf(flipped, "a")).startsWith(3, 2);
  }

  @Test
  void flippedCopyDiffersInExactlyThatBit() throws IOException {
    createDurably("a", bytes(3 * SECTOR, 1));
    int bit = 8 * (SECTOR + 7) + 5;
    byte[] flipped = contentOf(files.flippedCopy("a", bit), "a");
    BitSet difference = BitSet.valueOf(flipped);
    difference.xor(BitSet.valueOf(bytes(3 * SECTOR, 1)));
    assertThat(difference.stream()).containsExactly(bit);
    assertThat(contentOf(files, "a")).isEqualTo(bytes(3 * SECTOR, 1));
  }

  @Test
  void flipOutsideTheFileIsRefused() throws IOException {
    createDurably("a", bytes(10, 1));
    files.flippedCopy("a", 79);
    assertThatThrownBy(() -> files.flippedCopy("a", 80))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("bitIndex=80");
    assertThatThrownBy(() -> files.flippedCopy("a", -1))
        .isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void damagedCopyReplacesBytesAndLeavesTheOriginal() throws IOException {
    createDurably("a", bytes(2 * SECTOR, 1));
    byte[] damaged = contentOf(files.damagedCopy("a", 500, ByteBuffer.wrap(bytes(20, 9))), "a");
    byte[] expected = bytes(2 * SECTOR, 1);
    Arrays.fill(expected, 500, 520, (byte) 9);
    assertThat(damaged).isEqualTo(expected);
    assertThat(contentOf(files, "a")).containsOnly(1);
  }

  @Test
  void timelineTellsWhatWasDoneAndWhatWasPromisedAroundIt() throws IOException {
    AtomicLong acked = new AtomicLong();
    CrashRecordingFiles probed = CrashRecordingFiles.create(acked::get);
    SegmentFile file = probed.create("a");
    file.write(ByteBuffer.wrap(bytes(10, 1)), 5);
    file.sync();
    acked.set(3);
    file.syncWithMetadata();
    probed.syncDirectory();
    probed.rename("a", "b");
    acked.set(4);
    probed.delete("b");
    acked.set(5);
    CrashTimeline timeline = probed.timeline();
    assertThat(timeline.entries())
        .extracting(TimelineEntry::kind)
        .containsExactly(
            OperationKind.CREATE,
            OperationKind.WRITE,
            OperationKind.SYNC,
            OperationKind.SYNC_WITH_METADATA,
            OperationKind.SYNC_DIRECTORY,
            OperationKind.RENAME,
            OperationKind.DELETE);
    assertThat(timeline.entries().get(1))
        .isEqualTo(new TimelineEntry(OperationKind.WRITE, "a", 5, 10, false, 0, 0));
    assertThat(timeline.entries()).extracting(TimelineEntry::ackedBefore).endsWith(3L, 3L, 3L, 4L);
    assertThat(timeline.acked(0)).isZero();
    assertThat(timeline.acked(3)).isEqualTo(3);
    assertThat(timeline.acked(6)).isEqualTo(4);
    assertThat(timeline.acked(7)).isEqualTo(5);
    assertThatThrownBy(() -> timeline.acked(8))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("0..7");
  }

  /** Another thread's acknowledgement can fall between an operation's begin and its end. */
  @Test
  void promiseGivenWhileTheNextOperationBeganCountsForTheStateBeforeIt() throws IOException {
    AtomicLong acked = new AtomicLong();
    CrashRecordingFiles probed = CrashRecordingFiles.create(acked::incrementAndGet);
    probed.create("a").close();
    CrashTimeline timeline = probed.timeline();
    assertThat(timeline.entries().getFirst().ackedBefore()).isEqualTo(1);
    assertThat(timeline.acked(0)).isEqualTo(2);
    assertThat(timeline.replay().acked()).isEqualTo(2);
    assertThat(timeline.acked(1)).isEqualTo(3);
  }

  @Test
  void timelineGoesOnOverReopens() throws IOException {
    files.create("a").close();
    files.close();
    files.reopen().delete("a");
    assertThat(files.timeline().operationCount()).isEqualTo(2);
  }

  @Test
  void timelineOfAnImageBeginsAtTheImage() throws IOException {
    createDurably("a", bytes(10, 1));
    CrashRecordingFiles after = files.crash(CrashMode.PREFIX, random).files();
    write(after, "a", bytes(10, 2), 0);
    CrashTimeline timeline = after.timeline();
    assertThat(timeline.operationCount()).isEqualTo(1);
    CrashImage first = timeline.imageAt(0, CrashMode.SUBSET, random);
    assertThat(contentOf(first.files(), "a")).isEqualTo(bytes(10, 1));
  }

  @Test
  void replayAtAProcessKillKeepsAllThatWasWritten() throws IOException {
    createDurably("a", bytes(10, 1));
    write("a", bytes(10, 2), 0);
    ReplayCursor cursor = files.timeline().replay();
    while (!cursor.isAtEnd()) {
      cursor.advance();
    }
    CrashRecordingFiles killed = cursor.processKill();
    assertThat(contentOf(killed, "a")).isEqualTo(bytes(10, 2));
    write(killed, "a", bytes(10, 3), 0);
    assertThat(contentOf(cursor.processKill(), "a")).isEqualTo(bytes(10, 2));
    assertThat(cursor.advance()).isFalse();
  }

  private boolean sometimes(CrashMode mode, Predicate<byte[]> claim) throws IOException {
    boolean seen = false;
    for (int seed = 0; seed < SEED_COUNT; seed++) {
      seen |= claim.test(contentOf(files.crash(mode, random).files(), "a"));
    }
    return seen;
  }

  private void createDurably(String name, byte[] content) throws IOException {
    createDurably(files, name, content);
  }

  private static void createDurably(CrashRecordingFiles files, String name, byte[] content)
      throws IOException {
    try (SegmentFile file = files.create(name)) {
      file.writeFully(ByteBuffer.wrap(content), 0);
      file.sync();
    }
    files.syncDirectory();
  }

  private void write(String name, byte[] bytes, long offset) throws IOException {
    write(files, name, bytes, offset);
  }

  private static void write(CrashRecordingFiles files, String name, byte[] bytes, long offset)
      throws IOException {
    try (SegmentFile file = files.open(name)) {
      file.writeFully(ByteBuffer.wrap(bytes), offset);
    }
  }

  private static void write(SegmentFile file, byte[] bytes) throws IOException {
    try (file) {
      file.writeFully(ByteBuffer.wrap(bytes), 0);
    }
  }

  private static byte[] contentOf(CrashRecordingFiles files, String name) throws IOException {
    return CrashScript.contentOf(files, name);
  }

  private static byte[] bytes(int count, int value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
