package dev.thermograph.properties.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A crash test that cannot fail proves nothing: each mode must really do what it says. */
final class CrashModesDoHarmTest {
  private static final int SECTOR = CrashRecordingFiles.SECTOR_BYTES;
  private static final int SECTOR_COUNT = 16;
  private static final int SEED_COUNT = 1_000;

  private final CrashRecordingFiles files = CrashRecordingFiles.create();

  /** A durable file of ones whose sectors are all rewritten to twos, and as many appended. */
  @BeforeEach
  void writeUnsyncedSectors() throws IOException {
    try (SegmentFile file = files.create("a")) {
      file.writeFully(sectors(1, SECTOR_COUNT), 0);
      file.sync();
      files.syncDirectory();
      for (int index = 0; index < 2 * SECTOR_COUNT; index++) {
        file.writeFully(sectors(2, 1), (long) index * SECTOR);
      }
    }
    files.create("b").close();
    files.rename("b", "c");
  }

  @Test
  void nothingUnsyncedAlwaysLosesAll() throws IOException {
    Tally tally = tally(CrashMode.NOTHING_UNSYNCED);
    assertThat(tally.oldSectors).isEqualTo(SEED_COUNT * SECTOR_COUNT);
    assertThat(tally.newSectors).isZero();
    assertThat(tally.shorterFiles).isEqualTo(SEED_COUNT);
  }

  @Test
  void prefixLosesATailAndNothingElse() throws IOException {
    Tally tally = tally(CrashMode.PREFIX);
    assertThat(tally.oldSectors).isPositive();
    assertThat(tally.newSectors).isPositive();
    assertThat(tally.shorterFiles).isPositive();
    assertThat(tally.holes).isZero();
    assertThat(tally.tornSectors + tally.garbageSectors).isZero();
  }

  @Test
  void subsetLosesSectorsBeforeOnesItKeeps() throws IOException {
    Tally tally = tally(CrashMode.SUBSET);
    assertThat(tally.holes).isGreaterThan(SEED_COUNT / 2);
    assertThat(tally.shorterFiles).isPositive();
    assertThat(tally.tornSectors + tally.garbageSectors).isZero();
  }

  @Test
  void subsetAlsoLosesExactlyOneAndKeepsExactlyOne() throws IOException {
    Tally tally = tally(CrashMode.SUBSET);
    assertThat(tally.oneLost).isPositive();
    assertThat(tally.oneKept).isPositive();
  }

  @Test
  void tornTearsSectors() throws IOException {
    Tally tally = tally(CrashMode.TORN);
    assertThat(tally.tornSectors).isGreaterThan(SEED_COUNT / 2);
    assertThat(tally.holes).isPositive();
    assertThat(tally.garbageSectors).isZero();
  }

  @Test
  void garbageFillsSectorsWithRandomBytes() throws IOException {
    Tally tally = tally(CrashMode.GARBAGE);
    assertThat(tally.garbageSectors).isGreaterThan(SEED_COUNT / 2);
    assertThat(tally.holes).isPositive();
  }

  @Test
  void oneUnsyncedSectorIsSometimesKeptAndSometimesLostInEveryMode() throws IOException {
    CrashRecordingFiles single = CrashRecordingFiles.create();
    try (SegmentFile file = single.create("a")) {
      file.writeFully(sectors(1, 1), 0);
      file.sync();
      single.syncDirectory();
      file.writeFully(sectors(2, 1), 0);
    }
    for (CrashMode mode : new CrashMode[] {CrashMode.PREFIX, CrashMode.SUBSET}) {
      Tally tally = new Tally();
      SplittableRandom random = new SplittableRandom(1);
      for (int seed = 0; seed < SEED_COUNT; seed++) {
        tally.add(CrashScript.contentOf(single.crash(mode, random).files(), "a"), 1);
      }
      assertThat(tally.oldSectors).as("%s lost", mode).isGreaterThan(SEED_COUNT / 10);
      assertThat(tally.newSectors).as("%s kept", mode).isGreaterThan(SEED_COUNT / 10);
    }
  }

  @Test
  void anyLossOfNamesShowsEveryPossibleDirectory() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    int none = 0;
    int created = 0;
    int renamed = 0;
    for (int seed = 0; seed < SEED_COUNT; seed++) {
      CrashRecordingFiles after = files.crash(CrashMode.SUBSET, random).files();
      assertThat(after.list()).contains("a");
      none += after.list().size() == 1 ? 1 : 0;
      created += after.list().contains("b") ? 1 : 0;
      renamed += after.list().contains("c") ? 1 : 0;
    }
    assertThat(none).isPositive();
    assertThat(created).isPositive();
    assertThat(renamed).isPositive();
    assertThat(none + created + renamed).isEqualTo(SEED_COUNT);
  }

  private Tally tally(CrashMode mode) throws IOException {
    Tally tally = new Tally();
    SplittableRandom random = new SplittableRandom(1);
    for (int seed = 0; seed < SEED_COUNT; seed++) {
      CrashImage image = files.crash(mode, random);
      tally.add(CrashScript.contentOf(image.files(), "a"), 2 * SECTOR_COUNT);
    }
    return tally;
  }

  private static ByteBuffer sectors(int value, int count) {
    byte[] bytes = new byte[count * SECTOR];
    Arrays.fill(bytes, (byte) value);
    return ByteBuffer.wrap(bytes);
  }

  /** Counts what became of the sectors, looking at their bytes only. */
  private static final class Tally {
    int oldSectors;
    int newSectors;
    int tornSectors;
    int garbageSectors;
    int shorterFiles;
    int holes;
    int oneLost;
    int oneKept;

    void add(byte[] content, int sectorCount) {
      shorterFiles += content.length < sectorCount * SECTOR ? 1 : 0;
      int newBefore = newSectors;
      boolean lostEarlier = false;
      boolean hole = false;
      for (int from = 0; from < content.length; from += SECTOR) {
        byte[] sector = Arrays.copyOfRange(content, from, Math.min(content.length, from + SECTOR));
        boolean fresh = isAll(sector, 2);
        hole |= fresh && lostEarlier;
        lostEarlier |= !fresh;
        count(sector, fresh);
      }
      holes += hole ? 1 : 0;
      oneKept += newSectors - newBefore == 1 ? 1 : 0;
      oneLost += newSectors - newBefore == sectorCount - 1 ? 1 : 0;
    }

    private void count(byte[] sector, boolean fresh) {
      if (fresh) {
        newSectors++;
      } else if (isAll(sector, 1)) {
        oldSectors++;
      } else if (isMixture(sector)) {
        tornSectors += isAll(sector, 0) ? 0 : 1;
      } else {
        garbageSectors++;
      }
    }

    private static boolean isAll(byte[] bytes, int value) {
      for (byte each : bytes) {
        if (each != value) {
          return false;
        }
      }
      return true;
    }

    /** True when there is nothing but ones, twos and the zeros of a sector that was never there. */
    private static boolean isMixture(byte[] bytes) {
      for (byte each : bytes) {
        if (each < 0 || each > 2) {
          return false;
        }
      }
      return true;
    }
  }
}
