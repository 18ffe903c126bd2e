package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done to it, the store shows at each retained instant what plain collections show, and
 * takes no more memory than that needs.
 */
final class GraphStoreModelTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final int CHAINS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 2_000 : 40;
  private static final int PLANTED_CHAINS_MAX = 10;
  private static final int COMMITS = 260;
  private static final int NODES = 30;

  /** What is wrong on purpose. */
  private enum Plant {
    NOTHING,
    DROPPED_ONE_STEP_TOO_EARLY,
    NEVER_DROPPED,
    NEVER_FREED
  }

  @Test
  void theStoreShowsWhatTheModelShowsAtEveryRetainedInstantAndTakesNoMoreMemory() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CHAINS; seed++) {
      runChain(seed, Plant.NOTHING);
    }
  }

  @Test
  void whatIsDroppedTooEarlyOrNeverIsFoundOut() {
    assertThat(isFoundOut(Plant.DROPPED_ONE_STEP_TOO_EARLY)).as("too early").isTrue();
    assertThat(isFoundOut(Plant.NEVER_DROPPED)).as("never dropped").isTrue();
    assertThat(isFoundOut(Plant.NEVER_FREED)).as("never freed").isTrue();
  }

  private static boolean isFoundOut(Plant plant) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + PLANTED_CHAINS_MAX; seed++) {
      try {
        runChain(seed, plant);
      } catch (AssertionError e) {
        return true;
      }
    }
    return false;
  }

  private static void runChain(long seed, Plant plant) {
    try (Space space = new Space(new ArenaExtents())) {
      Chain chain = new Chain(space, seed, plant);
      for (int commit = 0; commit < COMMITS; commit++) {
        chain.commit();
      }
      chain.forgetAll();
      chain.requireLittleMemory();
      chain.deleteEverything();
    }
  }

  private static final class Chain {
    private final Space space;
    private final GraphStore store;
    private final GraphModel model = new GraphModel();
    private final GraphScript script;
    private final SplittableRandom random;
    private final GraphDigest digest;
    private final long seed;
    private final Plant plant;

    /** Of all kinds, and of each. */
    private long floor;

    private final long[] horizons = new long[GraphScript.KINDS];
    private long sequence;

    Chain(Space space, long seed, Plant plant) {
      this.space = space;
      this.store = new GraphStore(space);
      this.script = new GraphScript(seed, NODES);
      this.random = new SplittableRandom(~seed);
      this.digest = new GraphDigest(store);
      this.seed = seed;
      this.plant = plant;
    }

    void commit() {
      sequence += random.nextInt(1, 4);
      script.commit(GraphTarget.of(store), model, sequence);
      if (random.nextInt(10) == 0) {
        raiseHorizons();
      }
      reclaim(random.nextInt(8));
      if (random.nextInt(8) == 0) {
        requireSame(sequence);
        requireSame(random.nextLong(sequence + 1));
        requireSame(horizon(random.nextInt(GraphScript.KINDS)));
      }
    }

    private void raiseHorizons() {
      if (random.nextBoolean()) {
        floor = random.nextLong(floor, sequence + 1);
        store.setHorizon(floor + early());
      } else {
        int kind = random.nextInt(GraphScript.KINDS);
        horizons[kind] = random.nextLong(horizons[kind], sequence + 1);
        store.setHorizon(kind, horizons[kind] + early());
      }
      requireSame(horizon(random.nextInt(GraphScript.KINDS)));
    }

    private int early() {
      return plant == Plant.DROPPED_ONE_STEP_TOO_EARLY ? 1 : 0;
    }

    private long horizon(int kind) {
      return Math.max(floor, horizons[kind]);
    }

    private void reclaim(int countMax) {
      if (plant != Plant.NEVER_DROPPED) {
        store.reclaim(Long.MAX_VALUE, countMax);
      }
      if (plant != Plant.NEVER_FREED) {
        space.reclaim(sequence, 2 * countMax);
      }
    }

    private void requireSame(long view) {
      var nodes = model.nodesAt(view);
      var edges = model.edgesAt(view);
      for (int kind = 0; kind < GraphScript.KINDS; kind++) {
        assertThat(store.horizon(kind)).isEqualTo(horizon(kind) + early());
        if (horizon(kind) <= view) {
          requireSameNodes(kind, nodes, view);
          requireSameEdges(kind, edges, view);
        } else {
          requireNothingUntrue(kind, nodes, edges, view);
        }
      }
    }

    /** Below a kind's horizon much is missing. */
    private void requireNothingUntrue(
        int kind,
        Map<Integer, GraphModel.Node> nodes,
        Map<Integer, GraphModel.Edge> edges,
        long view) {
      assertThat(nodes.entrySet())
          .as("nodes of kind %d: seed=%d view=%d", kind, seed, view)
          .containsAll(digest.nodes(kind, view).entrySet());
      assertThat(edges.entrySet())
          .as("edges of kind %d: seed=%d view=%d", kind, seed, view)
          .containsAll(digest.edges(kind, view).entrySet());
      for (int node = 0; node < store.nodeEnd(); node++) {
        assertThat(GraphModel.adjacent(edges, node, kind, false))
            .as("edges of %d: kind=%d seed=%d view=%d", node, kind, seed, view)
            .containsAll(digest.adjacent(node, kind, false, view));
      }
    }

    private void requireSameNodes(int kind, Map<Integer, GraphModel.Node> nodes, long view) {
      var expected = ofKind(nodes, kind, GraphModel.Node::kind);
      assertThat(digest.nodes(kind, view))
          .as("nodes of kind %d: seed=%d view=%d", kind, seed, view)
          .isEqualTo(expected);
      Map<Long, TreeSet<Integer>> listed = new TreeMap<>();
      expected.forEach(
          (number, node) ->
              listed.computeIfAbsent(GraphScript.hash(node), _ -> new TreeSet<>()).add(number));
      listed.forEach(
          (hash, numbers) ->
              assertThat(digest.listed(hash, kind, view))
                  .as("listed under %d: kind=%d seed=%d view=%d", hash, kind, seed, view)
                  .isEqualTo(numbers));
    }

    private void requireSameEdges(int kind, Map<Integer, GraphModel.Edge> edges, long view) {
      assertThat(digest.edges(kind, view))
          .as("edges of kind %d: seed=%d view=%d", kind, seed, view)
          .isEqualTo(ofKind(edges, kind, GraphModel.Edge::kind));
      for (int node = 0; node < store.nodeEnd(); node++) {
        for (boolean incoming : new boolean[] {false, true}) {
          assertThat(digest.adjacent(node, kind, incoming, view))
              .as("edges of %d: kind=%d in=%s seed=%d view=%d", node, kind, incoming, seed, view)
              .isEqualTo(GraphModel.adjacent(edges, node, kind, incoming));
        }
      }
    }

    private static <T> Map<Integer, T> ofKind(
        Map<Integer, T> all, int kind, ToIntFunction<T> kindOf) {
      Map<Integer, T> found = new TreeMap<>(all);
      found.values().removeIf(each -> kindOf.applyAsInt(each) != kind);
      return found;
    }

    /** The newest instant is all that is left; blocks wait for one more commit. */
    void forgetAll() {
      floor = sequence;
      store.setHorizon(floor);
      if (plant != Plant.NEVER_DROPPED) {
        while (store.reclaim(Long.MAX_VALUE, 100) == 100) {
          requireSame(sequence);
        }
      }
      requireSame(sequence);
      if (plant != Plant.NEVER_FREED) {
        space.reclaim(sequence + 1, Integer.MAX_VALUE);
      }
      requireSame(sequence);
    }

    /**
     * About what the same content takes in a new store: lists of edges and tables of hashes keep
     * some room for what may come.
     */
    void requireLittleMemory() {
      try (Space freshSpace = new Space(new ArenaExtents())) {
        GraphStore fresh = new GraphStore(freshSpace);
        GraphModel copied = GraphMemory.copy(model, sequence, fresh);
        long slots = GraphMemory.emptiedBytes(store, model);
        long freshContent = fresh.usedBytes() - GraphMemory.emptiedBytes(fresh, copied);
        assertThat(store.usedBytes() - slots)
            .as("bytes of the content: seed=%d fresh=%d", seed, freshContent)
            .isLessThanOrEqualTo(freshContent * 5 / 4 + 512);
        assertThat(space.retiredBytes()).as("retired: seed=%d", seed).isZero();
      }
    }

    /** Nothing but the slots of the numbers stays, to the byte. */
    void deleteEverything() {
      sequence++;
      script.deleteEverything(GraphTarget.of(store), model, sequence);
      forgetAll();
      assertThat(store.usedBytes())
          .as("bytes when all is gone: seed=%d", seed)
          .isEqualTo(GraphMemory.emptiedBytes(store, model));
      assertThat(space.retiredBytes()).as("retired: seed=%d", seed).isZero();
    }
  }
}
