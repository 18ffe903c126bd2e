package dev.thermograph.engine.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.error.SnapshotRefusedException;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.commit.CommitTimes;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.wal.segment.MemorySegmentFiles;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a file, the answer is a refusal, at once and without a trace. */
final class SnapshotDamageTest {
  private static final long SEED = Long.getLong("thermograph.seed", 1);
  private static final boolean NIGHTLY = "nightly".equals(System.getProperty("thermograph.scale"));
  private static final int FORGERIES = NIGHTLY ? 2_000_000 : 20_000;
  private static final long MEMORY_BYTES_MAX = 8 << 20;
  private static final int BLOCK = SnapshotLayout.BLOCK_BYTES;

  private final byte[] small = bytes(false);
  private final byte[] large = bytes(true);
  private final List<String> smallText = text(small);

  private static byte[] bytes(boolean large) {
    try (SmallGraph graph = large ? SmallGraph.filled() : SmallGraph.little()) {
      for (int node = 7; large && node < 9; node++) {
        graph.putNode(node, "y".repeat(100_000), 23);
      }
      return SnapshotFiles.bytesOf(graph.state());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> text(byte[] bytes) {
    try {
      return SnapshotFiles.textOf(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyFlippedBitIsFound() {
    for (int bit = 0; bit < small.length * Byte.SIZE; bit++) {
      byte[] damaged = small.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      assertThat(isRefused(damaged)).as("bit=%d", bit).isTrue();
    }
  }

  @Test
  void everyOtherLengthIsFound() {
    for (int length = 0; length < small.length; length++) {
      assertThat(isRefused(Arrays.copyOf(small, length))).as("length=%d", length).isTrue();
    }
    for (int at = 0; at <= large.length; at += BLOCK) {
      for (int length : new int[] {at - 1, at, at + 1, at + 24, at + 25}) {
        if (length >= 0 && length < large.length) {
          assertThat(isRefused(Arrays.copyOf(large, length))).as("length=%d", length).isTrue();
        }
      }
    }
    for (int more : new int[] {1, 24, 25, 100, BLOCK}) {
      assertThat(isRefused(Arrays.copyOf(large, large.length + more))).as("more=%d", more).isTrue();
    }
  }

  @Test
  void swappedRepeatedAndOlderBlocksAreFound() throws IOException {
    int blocks = Math.ceilDiv(large.length, BLOCK);
    assertThat(blocks).isGreaterThan(3);
    byte[] older = otherFileOfTheSameState();
    assertThat(older).hasSameSizeAs(large).isNotEqualTo(large);
    for (int first = 0; first < blocks - 1; first++) {
      byte[] stale = large.clone();
      System.arraycopy(older, first * BLOCK, stale, first * BLOCK, BLOCK);
      assertThat(isRefused(stale)).as("older block=%d", first).isTrue();
      for (int second = 0; second < blocks - 1; second++) {
        if (first != second) {
          byte[] repeated = large.clone();
          System.arraycopy(large, first * BLOCK, repeated, second * BLOCK, BLOCK);
          assertThat(isRefused(repeated)).as("%d for %d", first, second).isTrue();
          System.arraycopy(large, second * BLOCK, repeated, first * BLOCK, BLOCK);
          assertThat(isRefused(repeated)).as("%d and %d swapped", first, second).isTrue();
        }
      }
    }
  }

  private static byte[] otherFileOfTheSameState() throws IOException {
    try (SmallGraph graph = SmallGraph.filled()) {
      for (int node = 7; node < 9; node++) {
        graph.putNode(node, "y".repeat(100_000), 23);
      }
      MemorySegmentFiles files = MemorySegmentFiles.create();
      SnapshotStore store = SnapshotStore.open(files, SmallGraph.OWNER, new Random(2));
      return SnapshotFiles.read(files, SnapshotFiles.write(store, graph.state()).file());
    }
  }

  @Test
  void anotherVersionAndAnotherCipherAreNamed() {
    assertThatThrownBy(() -> SnapshotFiles.textOf(withStreamByte(small, 8, 2)))
        .isInstanceOf(SnapshotRefusedException.class)
        .hasMessageContaining("version is not ours: found=2 known=1");
    assertThatThrownBy(() -> SnapshotFiles.textOf(withStreamByte(small, 48, 1)))
        .isInstanceOf(SnapshotRefusedException.class)
        .hasMessageContaining("cipher is not known: found=1");
  }

  private static byte[] withStreamByte(byte[] file, int streamOffset, int value) {
    byte[] changed = file.clone();
    changed[SnapshotFiles.place(streamOffset)] = (byte) value;
    return SnapshotFiles.resealed(changed, true);
  }

  /** Checksums right, content wrong: only the digest stands in between. */
  @Test
  void aChangeUnderRightChecksumsIsFoundByTheDigest() throws IOException {
    long served = 0;
    int behind = SnapshotFiles.streamLength(small) - SnapshotLayout.DIGEST_BYTES - Long.BYTES;
    for (int at = 0; at < behind; at++) {
      byte[] forged = small.clone();
      forged[SnapshotFiles.place(at)] ^= 4;
      byte[] resealed = SnapshotFiles.resealed(forged, false);
      assertThat(isRefused(resealed)).as("offset=%d", at).isTrue();
      served += isServedWrong(resealed, SnapshotChecks.NO_DIGEST) ? 1 : 0;
    }
    // The planted bug: without the digest some of it is believed.
    assertThat(served).isGreaterThan(100);
  }

  private boolean isServedWrong(byte[] bytes, SnapshotChecks checks) throws IOException {
    try {
      return !SnapshotFiles.textOf(bytes, checks).equals(smallText);
    } catch (SnapshotRefusedException _) {
      return false;
    }
  }

  /** Even with all sums right no number is believed that could harm memory or take for ever. */
  @Test
  void forgeriesAreLoadedOrRefusedInBoundedMemory() throws IOException {
    Random random = new Random(SEED);
    int refused = 0;
    for (int forgery = 0; forgery < FORGERIES; forgery++) {
      byte[] forged = forge(random);
      refused +=
          isLoaded(SnapshotFiles.resealed(forged, true), "seed=" + SEED + " " + forgery) ? 0 : 1;
    }
    assertThat(refused).isBetween(FORGERIES / 10, FORGERIES - 1);
  }

  private byte[] forge(Random random) {
    byte[] forged = small.clone();
    int stream = SnapshotFiles.streamLength(forged);
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes; change++) {
      int at = random.nextInt(stream);
      int length = random.nextInt(4) == 0 ? 1 + random.nextInt(9) : 1;
      for (int i = at; i < Math.min(stream, at + length); i++) {
        forged[SnapshotFiles.place(i)] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
      }
    }
    return forged;
  }

  private static boolean isLoaded(byte[] bytes, String what) throws IOException {
    try (Space space = new Space(new ArenaExtents());
        SegmentFile file = SnapshotFiles.fileOf(bytes)) {
      SnapshotLoader loader =
          new SnapshotLoader(
              space,
              new GraphStore(space),
              new KeyDictionary(),
              new CommitTimes(space),
              (_, _) -> {});
      boolean loaded = true;
      try {
        new SnapshotReader(new SnapshotInput(file, SnapshotChecks.ALL), Progress.SILENT)
            .read(loader);
      } catch (SnapshotRefusedException _) {
        loaded = false;
      }
      assertThat(space.totalBytes()).as(what).isLessThan(MEMORY_BYTES_MAX);
      return loaded;
    }
  }

  private static boolean isRefused(byte[] bytes) {
    try {
      SnapshotFiles.textOf(bytes);
      return false;
    } catch (SnapshotRefusedException _) {
      return true;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
