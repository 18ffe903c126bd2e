package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is done to it, the store shows at each retained instant what plain collections show. */
final class GraphStoreModelTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final int CHAINS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 2_000 : 40;
  private static final int COMMITS = 260;

  @Test
  void theStoreShowsWhatTheModelShowsAtEveryRetainedInstant() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CHAINS; seed++) {
      try (Space space = new Space(new ArenaExtents())) {
        runChain(space, seed);
      }
    }
  }

  private static void runChain(Space space, long seed) {
    GraphStore store = new GraphStore(space);
    GraphModel model = new GraphModel();
    GraphScript script = new GraphScript(seed, 30);
    SplittableRandom random = new SplittableRandom(~seed);
    GraphDigest digest = new GraphDigest(store);
    long horizon = 0;
    long sequence = 0;
    for (int commit = 0; commit < COMMITS; commit++) {
      sequence += random.nextInt(1, 4);
      script.commit(GraphTarget.of(store), model, sequence);
      if (random.nextInt(10) == 0) {
        horizon = random.nextLong(horizon, sequence + 1);
        store.setHorizon(horizon);
      }
      space.reclaim(horizon, 1_000);
      if (random.nextInt(8) == 0) {
        requireSame(store, digest, model, sequence, seed);
        requireSame(store, digest, model, random.nextLong(horizon, sequence + 1), seed);
      }
    }
  }

  private static void requireSame(
      GraphStore store, GraphDigest digest, GraphModel model, long view, long seed) {
    var nodes = model.nodesAt(view);
    var edges = model.edgesAt(view);
    assertThat(digest.nodes(view)).as("nodes: seed=%d view=%d", seed, view).isEqualTo(nodes);
    assertThat(digest.edges(view)).as("edges: seed=%d view=%d", seed, view).isEqualTo(edges);
    for (int node = 0; node < store.nodeEnd(); node++) {
      for (int kind = 0; kind < GraphScript.KINDS; kind++) {
        for (boolean incoming : new boolean[] {false, true}) {
          assertThat(digest.adjacent(node, kind, incoming, view))
              .as("edges of %d: kind=%d in=%s seed=%d view=%d", node, kind, incoming, seed, view)
              .isEqualTo(GraphModel.adjacent(edges, node, kind, incoming));
        }
      }
    }
  }
}
