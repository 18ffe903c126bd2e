package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node with many edges: blocks in directories, and many removed entries. */
final class HighDegreeTest {
  private static final long SEED = Long.getLong("thermograph.seed", 3);
  private static final MemorySegment NONE = MemorySegment.NULL;
  private static final int HUB = 0;
  private static final int EDGES = 60_000;
  private static final int KIND = 5;

  /** Of both lists of an edge: a block of 4 KiB each, and a chunk of removed entries. */
  private static final int BYTES_PER_REMOVAL_MAX = 2 * (4096 + 1024) + 1024;

  private final Space space = new Space(new ArenaExtents());
  private final GraphStore store = new GraphStore(space);
  private final AdjacencyCursor cursor = store.adjacencyCursor();
  private final SplittableRandom random = new SplittableRandom(SEED);

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void everyInstantOfAGrowingAndShrinkingHubIsSeenExactly() {
    long sequence = putHub();
    int[] order = random.ints(0, EDGES).distinct().limit(EDGES / 2).toArray();
    for (int removed = 0; removed < order.length; removed++) {
      store.deleteEdge(order[removed], sequence + removed);
    }
    assertThat(store.degreeNow(HUB, KIND, false)).isEqualTo(EDGES - order.length);
    for (int check = 0; check < 40; check++) {
      requireSeen(random.nextLong(1, sequence + order.length + 1), sequence, order);
    }
    for (long horizon = sequence; horizon < sequence + order.length; horizon += 5_000) {
      forget(horizon);
      requireSeen(horizon, sequence, order);
      requireSeen(random.nextLong(horizon, sequence + order.length + 1), sequence, order);
    }
  }

  /** Edge e is there from 2 + e on; the ones of {@code order} go one by one from a sequence on. */
  private void requireSeen(long view, long firstRemoval, int[] order) {
    BitSet expected = new BitSet();
    expected.set(0, (int) Math.max(0, Math.min(EDGES, view - 1)));
    for (int removed = 0; removed < order.length && firstRemoval + removed <= view; removed++) {
      expected.clear(order[removed]);
    }
    assertThat(edgesOfHub(view)).as("seed=%d view=%d", SEED, view).isEqualTo(expected);
  }

  /** Returns the next sequence. */
  private long putHub() {
    store.putNode(HUB, 0, NONE, 0, 0, 1);
    for (int edge = 0; edge < EDGES; edge++) {
      store.putNode(edge + 1, 0, NONE, 0, 0, 2 + edge);
      store.putEdge(edge, KIND, HUB, edge + 1, NONE, 0, 0, 2 + edge);
    }
    return 2 + EDGES;
  }

  private BitSet edgesOfHub(long view) {
    BitSet seen = new BitSet();
    boolean good = true;
    store.walk(HUB, KIND, false, view, cursor);
    while (cursor.next()) {
      good &= !seen.get(cursor.edge()) && cursor.neighbour() == cursor.edge() + 1;
      seen.set(cursor.edge());
    }
    assertThat(good).as("once each, with its neighbour: seed=%d view=%d", SEED, view).isTrue();
    return seen;
  }

  private void forget(long horizon) {
    store.setHorizon(horizon);
    while (store.reclaim(Long.MAX_VALUE, 100) == 100) {
      space.reclaim(Long.MAX_VALUE, 1_000);
    }
    space.reclaim(Long.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** Whatever was removed before and is retained, a removal copies two blocks. */
  @Test
  void aRemovalTakesABoundedNumberOfBytesHoweverManyWereRemovedBefore() {
    long sequence = putHub();
    int[] order = random.ints(0, EDGES).distinct().limit(EDGES).toArray();
    long most = 0;
    for (int edge : order) {
      long before = space.usedBytes() + space.retiredBytes();
      store.deleteEdge(edge, sequence++);
      most = Math.max(most, space.usedBytes() + space.retiredBytes() - before);
    }
    assertThat(most).as("seed=%d", SEED).isLessThanOrEqualTo(BYTES_PER_REMOVAL_MAX);
    assertThat(edgesOfHub(1 + EDGES).cardinality()).as("what was there before").isEqualTo(EDGES);
    assertThat(edgesOfHub(sequence).isEmpty()).isTrue();
  }

  /** Few edges at a time, but always others: the list's one block remembers all that were there. */
  @Test
  void edgesThatComeAndGoTakeABoundedNumberOfBytesEach() {
    store.putNode(HUB, 0, NONE, 0, 0, 1);
    store.putNode(1, 0, NONE, 0, 0, 1);
    long sequence = 1;
    long most = 0;
    for (int edge = 0; edge < EDGES; edge++) {
      long before = space.usedBytes() + space.retiredBytes();
      store.putEdge(edge, KIND, HUB, 1, NONE, 0, 0, ++sequence);
      if (edge >= 20) {
        store.deleteEdge(edge - 20, ++sequence);
      }
      long more = space.usedBytes() + space.retiredBytes() - before;
      // One chunk of slots each 512 edges, beside what is counted.
      most = Math.max(most, edge % SlotTable.CHUNK_SLOTS == 0 ? 0 : more);
    }
    assertThat(most).isLessThanOrEqualTo(BYTES_PER_REMOVAL_MAX);
    store.walk(HUB, KIND, false, sequence / 2, cursor);
    int degree = 0;
    while (cursor.next()) {
      degree++;
    }
    assertThat(degree).isBetween(20, 21);
  }

  /** A hub whose edges come and go for ever needs no more memory than at first. */
  @Test
  void aHubWhoseEdgesComeAndGoKeepsItsSize() {
    store.putNode(HUB, 0, NONE, 0, 0, 1);
    store.putNode(1, 0, NONE, 0, 0, 1);
    Deque<Integer> live = new ArrayDeque<>();
    long sequence = 1;
    long bytesOfFirst = 0;
    long mostLater = 0;
    for (int edge = 0; edge < 4 * EDGES; edge++) {
      store.putEdge(edge, KIND, HUB, 1, NONE, 0, 0, ++sequence);
      live.add(edge);
      while (live.size() > EDGES / 10) {
        // Some of them stay for long, so that old blocks lose most entries but not all.
        int oldest = live.removeFirst();
        if (random.nextInt(4) == 0) {
          live.addLast(oldest);
        } else {
          store.deleteEdge(oldest, ++sequence);
        }
      }
      store.setHorizon(sequence - 1_000);
      store.reclaim(Long.MAX_VALUE, 4);
      space.reclaim(sequence - 10, 40);
      long bytes = space.usedBytes() - (long) edge * EdgeSlots.SLOT_BYTES;
      if (edge < EDGES) {
        bytesOfFirst = Math.max(bytesOfFirst, bytes);
      } else {
        mostLater = Math.max(mostLater, bytes);
      }
    }
    assertThat(mostLater).as("seed=%d", SEED).isLessThan(bytesOfFirst * 5 / 4);

    for (int edge : live) {
      store.deleteEdge(edge, ++sequence);
    }
    store.deleteNode(HUB, ++sequence);
    store.deleteNode(1, sequence);
    forget(sequence);
    GraphModel model = new GraphModel();
    model.put(HUB, new GraphModel.Node(0, ""), 1);
    assertThat(space.usedBytes()).isEqualTo(GraphMemory.emptiedBytes(store, model));
  }

  /** Blocks that lost most of their entries are small. */
  @Test
  void whatIsLeftOfAHubTakesLittle() {
    store.putNode(HUB, 0, NONE, 0, 0, 1);
    for (int edge = 0; edge < EDGES; edge++) {
      store.putEdge(edge, KIND, HUB, HUB, NONE, 0, 0, 2);
    }
    int left = EDGES / 10;
    int[] order = random.ints(0, EDGES).distinct().limit(EDGES - left).toArray();
    for (int edge : order) {
      store.deleteEdge(edge, 3);
    }
    forget(3);
    GraphModel model = new GraphModel();
    model.put(HUB, new GraphModel.Node(0, ""), 1);
    long bytes = space.usedBytes() - GraphMemory.emptiedBytes(store, model);
    assertThat(bytes / (2.0 * left)).as("bytes per entry: seed=%d", SEED).isLessThan(24);
  }

  /** New edges find a place when the block that took them has become empty and was given back. */
  @Test
  void aHubThatLostItsLastBlocksGoesOn() {
    long sequence = putHub();
    BitSet live = new BitSet();
    live.set(0, EDGES);
    for (int left = EDGES - 20_000; left >= 0; left -= 20_000) {
      for (int edge = live.nextSetBit(left); edge >= 0; edge = live.nextSetBit(edge + 1)) {
        store.deleteEdge(edge, ++sequence);
      }
      forget(sequence);
      live.set(left, left + 1_000);
      live.clear(left + 1_000, EDGES);
      for (int edge = left; edge < left + 1_000; edge++) {
        store.putEdge(edge, KIND, HUB, edge + 1, NONE, 0, 0, ++sequence);
      }
      assertThat(edgesOfHub(sequence)).as("left=%d", left).isEqualTo(live);
      assertThat(store.degreeNow(HUB, KIND, false)).isEqualTo(live.cardinality());
    }
  }
}
