package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is given back when, and how: step by step, where the model tests take all at once. */
final class ReclaimTest {
  private static final MemorySegment NONE = MemorySegment.NULL;
  private static final int KIND = 3;
  private static final int EDGE_KIND = 4;
  private static final int ALL = 1_000;

  private final Space space = new Space(new ArenaExtents());
  private final GraphStore store = new GraphStore(space);

  @BeforeEach
  void putTwoNodes() {
    store.putNode(0, KIND, NONE, 0, 0, 1);
    store.putNode(1, KIND, NONE, 0, 0, 1);
  }

  @AfterEach
  void close() {
    space.close();
  }

  private int drop(long horizon) {
    store.setHorizon(horizon);
    return store.reclaim(Long.MAX_VALUE, ALL);
  }

  /**
   * A reader may be in whatever he could reach when he began, whichever instant he looks at. So
   * nothing of that is free before the view is closed; what is free could be used again at once.
   */
  @Test
  void whatAReaderMayBeInIsRetiredAndNotFreed() {
    int index = store.addIndex();
    store.index(index, 77, 0, 2);
    for (int edge = 0; edge < 3; edge++) {
      store.putEdge(edge, EDGE_KIND + edge % 2, 0, 1, NONE, 0, 0, 2);
    }
    assertThat(space.freeBytes()).isZero();
    store.unindex(index, 77, 0, 3);
    store.putNode(1, KIND, NONE, 0, 0, 3);
    for (int edge = 0; edge < 3; edge++) {
      store.deleteEdge(edge, 4);
    }
    long retired = space.retiredBytes();

    assertThat(drop(4)).isEqualTo(5);
    assertThat(store.edge(0, 4, new EdgeView())).isFalse();
    // Three queues of entries were given back, which no reader sees.
    assertThat(space.freeBytes()).as("what is free").isEqualTo(3 * 128);
    // A table, a version, tombstones, chunks, blocks, and groups that shrink twice on each side.
    long expected = 48 + 32 + 3 * 32 + 6 * 64 + 4 * 80 + 2 * (48 + 32);
    assertThat(space.retiredBytes() - retired).isGreaterThanOrEqualTo(expected);
  }

  /** A view that is opened when the newest commit is published may still meet what goes then. */
  @Test
  void whatGoesBetweenCommitsWaitsForTheNextOne() {
    store.deleteNode(1, 5);
    space.reclaim(5, ALL);
    assertThat(drop(5)).isEqualTo(1);
    assertThat(space.reclaim(5, ALL)).as("freed for a view opened at 5").isZero();
    assertThat(space.reclaim(6, ALL)).as("both of its versions").isEqualTo(2);
  }

  /** Whatever came last of a snapshot, views are opened at the newest of it. */
  @Test
  void whatGoesAfterLoadingWaitsForACommitAfterTheNewestLoaded() {
    store.beginLoading(1, 300);
    store.putNode(2, KIND, NONE, 0, 0, 300);
    store.deleteNode(1, 6);
    store.endLoading(3, 0);
    assertThat(drop(300)).isEqualTo(1);
    assertThat(space.reclaim(300, ALL)).isZero();
    assertThat(space.reclaim(301, ALL)).isEqualTo(2);
  }

  @Test
  void eachKindIsKeptAsFarBackAsItsHorizon() {
    store.putNode(2, KIND + 2, NONE, 0, 0, 2);
    for (long sequence = 3; sequence < 9; sequence++) {
      store.putNode(1, KIND, NONE, 0, 0, sequence);
      store.putNode(2, KIND + 2, NONE, 0, 0, sequence);
    }
    store.setHorizon(2);
    store.setHorizon(KIND, 7);
    assertThat(store.horizon(KIND)).isEqualTo(7);
    assertThat(store.horizon(KIND + 2)).isEqualTo(2);
    assertThat(store.horizon(GraphStore.KIND_MAX)).isEqualTo(2);
    assertThat(store.highestHorizon()).isEqualTo(7);

    assertThat(store.reclaim(Long.MAX_VALUE, ALL)).isEqualTo(5);
    assertThat(GraphStore.sequence(store.node(1, 7))).isEqualTo(7);
    assertThat(GraphStore.sequence(store.node(2, 2))).isEqualTo(2);
    Horizons before = store.horizons();
    store.setHorizon(8);
    store.setHorizon(KIND, 3);
    store.setHorizons(new long[] {9, 0, 0, 2});
    assertThat(store.horizon(KIND)).as("only rises").isEqualTo(8);
    assertThat(store.horizon(0)).isEqualTo(9);
    assertThat(store.reclaim(Long.MAX_VALUE, ALL)).isEqualTo(7);
    assertThat(before.of(KIND)).as("what a view took").isEqualTo(7);
    assertThat(before.of(KIND + 2)).isEqualTo(2);
  }

  @Test
  void anOpenViewKeepsWhatItSeesWhateverIsAnnounced() {
    store.putNode(1, KIND, NONE, 0, 0, 5);
    store.setHorizon(KIND, 9);
    assertThat(store.reclaim(4, ALL)).isZero();
    assertThat(GraphStore.sequence(store.node(1, 4))).isEqualTo(1);
    assertThat(store.reclaim(5, ALL)).isEqualTo(1);
    assertThat(store.node(1, 4)).isEqualTo(GraphStore.NONE);
    assertThat(GraphStore.sequence(store.node(1, 5))).isEqualTo(5);
  }

  @Test
  void noMoreIsDoneAtATimeThanWasAskedFor() {
    for (long sequence = 2; sequence < 102; sequence++) {
      store.putNode(0, KIND, NONE, 0, 0, sequence);
      store.putNode(1, KIND, NONE, 0, 0, sequence);
    }
    store.setHorizon(101);
    assertThat(store.reclaim(Long.MAX_VALUE, 70)).isEqualTo(70);
    assertThat(store.reclaim(Long.MAX_VALUE, 70)).isEqualTo(70);
    assertThat(store.reclaim(Long.MAX_VALUE, 70)).isEqualTo(60);
  }

  /** One removal after a thousand others that no horizon had passed: a few chunks at a time. */
  @Test
  void aLongListOfRemovedEntriesGoesInParts() {
    for (int edge = 0; edge < 1_000; edge++) {
      store.putEdge(edge, EDGE_KIND, 0, 1, NONE, 0, 0, 2L * edge + 2);
      store.deleteEdge(edge, 2L * edge + 3);
    }
    store.setHorizon(2_001);
    int steps = 0;
    long mostRetired = 0;
    int done;
    do {
      long before = space.retiredBytes();
      done = store.reclaim(Long.MAX_VALUE, 1);
      mostRetired = Math.max(mostRetired, space.retiredBytes() - before);
      steps += done;
    } while (done > 0);
    assertThat(steps).isBetween(1_000, 1_100);
    assertThat(mostRetired).as("bytes retired in a step").isLessThan(8 << 10);
    assertThat(store.hasEdgesNow(0)).isFalse();
  }

  @Test
  void anEdgeWithoutPropertiesNeedsNoVersionOnceNobodySeesAnother() {
    store.putEdge(0, EDGE_KIND, 0, 1, NONE, 0, 0, 2);
    long bytes = space.usedBytes();
    MemorySegment block = MemorySegment.ofArray(new byte[40]);
    store.putEdge(0, EDGE_KIND, 0, 1, block, 0, 40, 3);
    store.putEdge(0, EDGE_KIND, 0, 1, NONE, 0, 0, 4);
    assertThat(space.usedBytes()).isGreaterThan(bytes);
    drop(4);
    space.reclaim(5, ALL);
    assertThat(space.usedBytes()).isEqualTo(bytes);
    EdgeView view = new EdgeView();
    assertThat(store.edge(0, 4, view)).isTrue();
    assertThat(view.blockBytes()).isZero();
    assertThat(view.sequence()).isEqualTo(4);
  }

  @Test
  void aForgottenNodeIsNoMemberOfItsKindAndComesBackAsOne() {
    store.deleteNode(1, 5);
    drop(5);
    assertThat(store.nextOfKind(KIND, 1, 5)).isEqualTo(2);
    assertThat(store.nodeKind(1)).isEqualTo(KIND);
    store.putNode(1, KIND, NONE, 0, 0, 6);
    assertThat(store.nextOfKind(KIND, 1, 6)).isEqualTo(1);
    assertThat(store.nextOfKind(KIND, 1, 5)).isEqualTo(2);
  }

  @Test
  void aForgottenEdgeComesBackWithOrWithoutProperties() {
    EdgeView view = new EdgeView();
    long sequence = 1;
    for (int bytes : new int[] {0, 8, 0, 16}) {
      store.putEdge(0, EDGE_KIND, 0, 1, NONE, 0, 0, ++sequence);
      store.deleteEdge(0, ++sequence);
      drop(sequence);
      assertThat(store.edge(0, sequence, view)).isFalse();
      assertThat(store.edgeKind(0)).isEqualTo(EDGE_KIND);

      MemorySegment block = MemorySegment.ofArray(new byte[bytes]);
      store.putEdge(0, EDGE_KIND, 0, 1, block, 0, bytes, ++sequence);
      assertThat(store.edge(0, sequence - 1, view)).isFalse();
      assertThat(store.edge(0, sequence, view)).isTrue();
      assertThat(view.blockBytes()).isEqualTo(bytes);
      assertThat(store.degreeNow(0, EDGE_KIND, false)).isEqualTo(1);
      store.deleteEdge(0, ++sequence);
      drop(sequence);
    }
  }
}
