package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node with many edges: blocks in directories. */
final class HighDegreeTest {
  private static final long SEED = Long.getLong("thermograph.seed", 3);
  private static final int HUB = 0;
  private static final int EDGES = 60_000;
  private static final int KIND = 5;

  private final Space space = new Space(new ArenaExtents());
  private final GraphStore store = new GraphStore(space);
  private final AdjacencyCursor cursor = store.adjacencyCursor();

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void everyInstantOfAGrowingAndShrinkingHubIsSeenExactly() {
    MemorySegment none = MemorySegment.NULL;
    store.putNode(HUB, 0, none, 0, 0, 1);
    for (int edge = 0; edge < EDGES; edge++) {
      store.putNode(edge + 1, 0, none, 0, 0, 2 + edge);
      store.putEdge(edge, KIND, HUB, edge + 1, none, 0, 0, 2 + edge);
    }
    long sequence = 2 + EDGES;
    SplittableRandom random = new SplittableRandom(SEED);
    int[] order = random.ints(0, EDGES).distinct().limit(EDGES / 2).toArray();
    for (int removed = 0; removed < order.length; removed++) {
      store.deleteEdge(order[removed], sequence + removed);
    }
    assertThat(store.degreeNow(HUB, KIND, false)).isEqualTo(EDGES - order.length);
    for (int check = 0; check < 40; check++) {
      long view = random.nextLong(1, sequence + order.length + 1);
      BitSet expected = new BitSet();
      expected.set(0, (int) Math.max(0, Math.min(EDGES, view - 1)));
      for (int removed = 0; removed < order.length && sequence + removed <= view; removed++) {
        expected.clear(order[removed]);
      }
      assertThat(edgesOfHub(view)).as("seed=%d view=%d", SEED, view).isEqualTo(expected);
    }
  }

  private BitSet edgesOfHub(long view) {
    BitSet seen = new BitSet();
    store.walk(HUB, KIND, false, view, cursor);
    while (cursor.next()) {
      assertThat(seen.get(cursor.edge())).as("seen twice: edge=%d", cursor.edge()).isFalse();
      assertThat(cursor.neighbour()).isEqualTo(cursor.edge() + 1);
      seen.set(cursor.edge());
    }
    return seen;
  }
}
