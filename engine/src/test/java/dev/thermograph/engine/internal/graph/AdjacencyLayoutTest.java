package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The columns of a block do not overlap, and blocks grow to 4 KiB. Content: GraphStoreModelTest.
 */
final class AdjacencyLayoutTest {
  @Test
  void blocksGrowFrom80BytesTo4KiB() {
    List<Integer> bytes = new ArrayList<>();
    int capacity = AdjacencyLayout.CAPACITY_FIRST;
    while (capacity < AdjacencyLayout.CAPACITY_MAX) {
      bytes.add(AdjacencyLayout.blockBytes(capacity));
      capacity = AdjacencyLayout.grown(capacity);
    }
    bytes.add(AdjacencyLayout.blockBytes(capacity));
    assertThat(bytes).containsExactly(80, 128, 256, 512, 1024, 2048, 4096);
    assertThat(AdjacencyLayout.grown(capacity)).isEqualTo(AdjacencyLayout.CAPACITY_MAX);
  }

  @Test
  void columnsFollowEachOtherAndSequencesAreAligned() {
    for (int capacity : new int[] {3, 6, 14, 30, 62, 126, 254}) {
      long neighboursEnd = AdjacencyLayout.BLOCK_NEIGHBOURS_OFFSET + capacity * 4L;
      assertThat(AdjacencyLayout.edgesAt(0, capacity)).isEqualTo(neighboursEnd);
      long created = AdjacencyLayout.createdAt(0, capacity);
      assertThat(created).isEqualTo(neighboursEnd + capacity * 4L);
      assertThat(created % 8).isZero();
      assertThat(created + capacity * 8L).isEqualTo(AdjacencyLayout.blockBytes(capacity));
    }
  }

  @Test
  void aGroupKeyTellsKindAndDirection() {
    assertThat(AdjacencyLayout.groupKey(7, false)).isNotEqualTo(AdjacencyLayout.groupKey(7, true));
    assertThat(AdjacencyLayout.groupKey(65_535, true)).isEqualTo(131_071);
    assertThat(AdjacencyLayout.groupsBytes(2)).isEqualTo(40);
    assertThat(AdjacencyLayout.directoryBytes(4)).isEqualTo(56);
    assertThat(AdjacencyLayout.placeAt(0, 4)).isEqualTo(56);
  }

  @Test
  void aBlockIsNoLargerThanItsEntriesNeed() {
    int capacity = AdjacencyLayout.CAPACITY_FIRST;
    for (int count = 0; count <= AdjacencyLayout.CAPACITY_MAX; count++) {
      capacity = count > capacity ? AdjacencyLayout.grown(capacity) : capacity;
      assertThat(AdjacencyLayout.capacityFor(count)).as("count=%d", count).isEqualTo(capacity);
    }
  }

  @Test
  void chunksOfRemovedEntriesGrowFrom64BytesTo1KiB() {
    assertThat(AdjacencyLayout.chunkBytes(1)).isEqualTo(64);
    assertThat(AdjacencyLayout.chunkBytes(AdjacencyLayout.CHUNK_CAPACITY_MAX)).isEqualTo(1024);
  }

  @Test
  void aRemovedWordKeepsChunkAndCountApart() {
    long chunk = (65_535L << 32) | 0xFFFF_FFF8L;
    long word = AdjacencyLayout.removedWord(chunk, AdjacencyLayout.CHUNK_CAPACITY_MAX);
    assertThat(AdjacencyLayout.removedChunk(word)).isEqualTo(chunk);
    assertThat(AdjacencyLayout.removedCount(word)).isEqualTo(41);
  }
}
