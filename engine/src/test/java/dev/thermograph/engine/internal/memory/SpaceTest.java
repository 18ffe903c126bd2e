package dev.thermograph.engine.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.internal.store.ChronicleExtents;
import dev.thermograph.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SpaceTest {
  private static final int ROUNDS = 60_000;
  private static final int BLOCKS_MAX = 400;

  private final Extents extents = new ArenaExtents();
  private final Space space = new Space(extents);

  @AfterEach
  void close() {
    space.close();
  }

  private record Block(long reference, int bytes, long mark) {}

  @Test
  void everyClassHoldsWhatItIsChosenForAndWastesLittle() {
    for (int bytes = 1; bytes <= SizeClasses.BLOCK_BYTES_MAX; bytes += 1 + bytes / 50) {
      int got = SizeClasses.bytesOf(SizeClasses.classOf(bytes));
      assertThat(got).isGreaterThanOrEqualTo(bytes);
      assertThat(got).isLessThanOrEqualTo(Math.max(bytes + 16, bytes + bytes / 4 + 1));
      assertThat(SizeClasses.classOf(got)).isEqualTo(SizeClasses.classOf(bytes));
    }
    assertThat(SizeClasses.bytesOf(SizeClasses.COUNT - 1)).isEqualTo(SizeClasses.BLOCK_BYTES_MAX);
  }

  @Test
  void blocksNeverOverlapAndKeepTheirBytes() {
    long seed = Long.getLong("thermograph.seed", 7);
    SplittableRandom random = new SplittableRandom(seed);
    List<Block> blocks = new ArrayList<>();
    TreeMap<Long, Long> ends = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      if (blocks.size() < BLOCKS_MAX && random.nextInt(100) < 55) {
        int bytes = random.nextInt(1, random.nextInt(20) == 0 ? 100_000 : 600);
        Block block = new Block(space.allocate(bytes), bytes, random.nextLong());
        write(block);
        requireApart(ends, block, seed);
        blocks.add(block);
      } else if (!blocks.isEmpty()) {
        Block block = blocks.remove(random.nextInt(blocks.size()));
        assertThat(isIntact(block)).as("seed=%d round=%d", seed, round).isTrue();
        ends.remove(space.address(block.reference));
        space.free(block.reference, block.bytes);
      }
    }
    assertThat(space.usedBytes())
        .isGreaterThanOrEqualTo(blocks.stream().mapToLong(Block::bytes).sum());
    assertThat(space.totalBytes()).isLessThan(64 << 20);
  }

  private void requireApart(NavigableMap<Long, Long> ends, Block block, long seed) {
    long start = space.address(block.reference);
    long end = start + block.bytes;
    var before = ends.floorEntry(start);
    var after = ends.ceilingEntry(start);
    assertThat(before == null || before.getValue() <= start).as("seed=%d", seed).isTrue();
    assertThat(after == null || after.getKey() >= end).as("seed=%d", seed).isTrue();
    assertThat(start % 8).isZero();
    ends.put(start, end);
  }

  private void write(Block block) {
    Memory.fill(space.address(block.reference), block.bytes, (byte) block.mark);
  }

  private boolean isIntact(Block block) {
    long start = space.address(block.reference);
    for (int at = 0; at < block.bytes; at += 1 + block.bytes / 100_000) {
      if (Memory.EVERYTHING.get(java.lang.foreign.ValueLayout.JAVA_BYTE, start + at)
          != (byte) block.mark) {
        return false;
      }
    }
    return true;
  }

  @Test
  void aRetiredBlockIsNotGivenOutWhileAViewIsOlder() {
    long first = space.allocate(100);
    space.retire(first, 100, 5);

    assertThat(space.reclaim(4, 10)).isZero();
    assertThat(space.allocate(100)).isNotEqualTo(first);
    assertThat(space.retiredBytes()).isEqualTo(112);

    assertThat(space.reclaim(5, 10)).isEqualTo(1);
    assertThat(space.allocate(100)).isEqualTo(first);
    assertThat(space.retiredBytes()).isZero();
  }

  @Test
  void manyRetiredBlocksComeBackInOrderAndNoMoreThanAskedFor() {
    for (int block = 0; block < 1_000; block++) {
      space.retire(space.allocate(64), 64, block);
    }
    assertThat(space.reclaim(499, 100)).isEqualTo(100);
    assertThat(space.reclaim(499, 10_000)).isEqualTo(400);
    assertThat(space.reclaim(Long.MAX_VALUE, 10_000)).isEqualTo(500);
    assertThat(space.retiredBytes()).isZero();
  }

  @Test
  void aBlockMayBeLargerThanAnyUsualRegion() {
    long reference = space.allocateZeroed(40 << 20);
    Memory.putLong(space.address(reference) + (40 << 20) - 8, 42);
    assertThat(Memory.getLong(space.address(reference) + (40 << 20) - 8)).isEqualTo(42);
    space.free(reference, 40 << 20);
    assertThat(space.allocate(40 << 20)).isEqualTo(reference);
  }

  @Test
  void aBlockOutsideTheLimitsIsRefused() {
    assertThatThrownBy(() -> space.allocate(0))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("block bytes");
    assertThatThrownBy(() -> space.allocate(Space.BLOCK_BYTES_MAX + 1))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("58720256");
  }

  /** Whatever it comes to first, no block needs a region that the maps we ship do not have. */
  @Test
  void blocksOfAllLengthsUpToTheLongestFitIntoRegionsThatThereAre() {
    for (int bytes : new int[] {1 << 20, 3 << 20, 16 << 20, 33 << 20, Space.BLOCK_BYTES_MAX}) {
      ArenaExtents own = new ArenaExtents();
      try (Space alone = new Space(own)) {
        long reference = alone.allocate(bytes);
        Memory.putLong(alone.address(reference), 1);
        Memory.putLong(alone.address(reference) + bytes - 8, 2);
        assertThat(Memory.getLong(alone.address(reference))).isEqualTo(1);
        assertThat(own.regionBytes(0)).isLessThanOrEqualTo(ChronicleExtents.REGION_BYTES_MAX);
        assertThat(alone.usedBytes()).isBetween((long) bytes, bytes + bytes / 4 + 16L);
        alone.free(reference, bytes);
        assertThat(alone.usedBytes()).isLessThanOrEqualTo(16);
        assertThat(alone.allocate(bytes)).isEqualTo(reference);
      }
    }
  }

  /**
   * Large blocks among small ones, freed and retired: none overlaps, all bytes are accounted for.
   */
  @Test
  void largeBlocksKeepTheirBytesAndAreAllGivenBack() {
    long seed = Long.getLong("thermograph.seed", 19);
    SplittableRandom random = new SplittableRandom(seed);
    List<Block> blocks = new ArrayList<>();
    TreeMap<Long, Long> ends = new TreeMap<>();
    for (int round = 0; round < 150; round++) {
      if (blocks.size() < 12 && random.nextInt(100) < 60) {
        int bytes = random.nextInt(1, random.nextBoolean() ? 6 << 20 : 10_000);
        Block block = new Block(space.allocate(bytes), bytes, random.nextLong());
        write(block);
        requireApart(ends, block, seed);
        blocks.add(block);
      } else if (!blocks.isEmpty()) {
        giveBack(blocks.remove(random.nextInt(blocks.size())), ends, round, seed);
      }
    }
    while (!blocks.isEmpty()) {
      giveBack(blocks.removeLast(), ends, 1_000, seed);
    }
    space.reclaim(Long.MAX_VALUE, Integer.MAX_VALUE);
    assertThat(space.usedBytes()).as("seed=%d", seed).isEqualTo(16);
    assertThat(space.totalBytes()).as("seed=%d", seed).isLessThan(256 << 20);
  }

  private void giveBack(Block block, NavigableMap<Long, Long> ends, int round, long seed) {
    assertThat(isIntact(block)).as("seed=%d round=%d", seed, round).isTrue();
    ends.remove(space.address(block.reference));
    if (round % 2 == 0) {
      space.free(block.reference, block.bytes);
    } else {
      space.retire(block.reference, block.bytes, round);
      space.reclaim(round, 1);
    }
  }

  /** Who loads a snapshot retires with sequences that fall. */
  @Test
  void aSequenceBelowTheOneBeforeWaitsAsLong() {
    long first = space.allocate(100);
    long second = space.allocate(100);
    space.retire(first, 100, 9);
    space.retire(second, 100, 2);
    assertThat(space.reclaim(8, 10)).isZero();
    assertThat(space.reclaim(9, 10)).isEqualTo(2);
  }

  @Test
  void aSmallTenantTakesLittle() {
    space.allocate(1_000);
    assertThat(extents.usedBytes()).isEqualTo(256 << 10);
  }
}
