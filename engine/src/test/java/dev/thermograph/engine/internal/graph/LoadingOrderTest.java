package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.graph.GraphModel.Edge;
import dev.thermograph.engine.internal.graph.GraphModel.Node;
import dev.thermograph.engine.internal.memory.ArenaExtents;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A store that is filled element by element, the versions of each oldest first, shows what the one
 * shows that took the commits in their order, goes on from there, and gives back as much memory.
 */
final class LoadingOrderTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final int CHAINS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 1_000 : 25;
  private static final int COMMITS = 300;
  private static final int LATER_COMMITS = 40;
  private static final int NODES = 40;

  @Test
  void elementByElementComesToTheSameAsCommitByCommit() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CHAINS; seed++) {
      try (Side committed = new Side(seed);
          Side loaded = new Side(seed)) {
        runChain(seed, committed, loaded);
      }
    }
  }

  private static void runChain(long seed, Side committed, Side loaded) {
    GraphModel model = new GraphModel();
    GraphScript script = new GraphScript(seed, NODES);
    SplittableRandom random = new SplittableRandom(~seed);
    for (int commit = 1; commit <= COMMITS; commit++) {
      script.commit(committed.target, model, commit);
    }
    loaded.store.beginLoading(1, COMMITS);
    new Loader(model, loaded.target).load(seed);
    loaded.store.endLoading(committed.store.nodeEnd() + 3, committed.store.edgeEnd() + 5);
    assertThat(loaded.store.nodeEnd()).isEqualTo(committed.store.nodeEnd() + 3);
    assertThat(loaded.store.edgeEnd()).isEqualTo(committed.store.edgeEnd() + 5);
    List<Side> both = List.of(committed, loaded);
    for (int check = 0; check < 20; check++) {
      long view = random.nextInt(COMMITS + 1);
      both.forEach(side -> side.requireSame(model, view));
    }
    requireSimilarMemory(committed, loaded);

    GraphTarget target = new Both(committed.target, loaded.target);
    long horizon = COMMITS / 2;
    for (int commit = COMMITS + 1; commit <= COMMITS + LATER_COMMITS; commit++) {
      script.commit(target, model, commit);
      horizon = random.nextLong(horizon, Math.min(commit, horizon + 15) + 1);
      for (Side side : both) {
        side.forget(horizon, commit);
        side.requireSame(model, horizon);
        side.requireSame(model, commit);
      }
    }
    long end = COMMITS + LATER_COMMITS + 1;
    script.deleteEverything(target, model, end);
    for (Side side : both) {
      side.forget(end, end + 1);
      side.requireSame(model, end);
      assertThat(side.store.usedBytes())
          .as("bytes when all is gone: seed=%d", seed)
          .isEqualTo(GraphMemory.emptiedBytes(side.store, model));
    }
  }

  /** Half of the past goes: in parts of a sixteenth, when it was loaded. */
  private static void requireSimilarMemory(Side committed, Side loaded) {
    long before = committed.store.usedBytes();
    committed.forget(COMMITS / 2, COMMITS + 1);
    loaded.forget(COMMITS / 2, COMMITS + 1);
    long given = before - committed.store.usedBytes();
    assertThat(loaded.store.usedBytes())
        .as("bytes after half of the past: seed=%d given=%d", loaded.seed, given)
        .isLessThanOrEqualTo(committed.store.usedBytes() + given / 2);
  }

  /** One of the two stores. */
  private static final class Side implements AutoCloseable {
    private final long seed;
    private final Space space = new Space(new ArenaExtents());
    private final GraphStore store = new GraphStore(space);
    private final GraphTarget target = GraphTarget.of(store);
    private final GraphDigest digest = new GraphDigest(store);

    Side(long seed) {
      this.seed = seed;
    }

    void forget(long horizon, long opening) {
      store.setHorizon(horizon);
      while (store.reclaim(Long.MAX_VALUE, 50) == 50) {
        space.reclaim(opening, 100);
      }
      space.reclaim(opening, Integer.MAX_VALUE);
    }

    void requireSame(GraphModel model, long view) {
      var edges = model.edgesAt(view);
      var nodes = model.nodesAt(view);
      assertThat(digest.nodes(view)).as("nodes: seed=%d view=%d", seed, view).isEqualTo(nodes);
      assertThat(digest.edges(view)).as("edges: seed=%d view=%d", seed, view).isEqualTo(edges);
      for (int node = 0; node < store.nodeEnd(); node++) {
        for (int kind = 0; kind < GraphScript.KINDS; kind++) {
          assertThat(digest.adjacent(node, kind, false, view))
              .as("edges of %d: kind=%d seed=%d view=%d", node, kind, seed, view)
              .isEqualTo(GraphModel.adjacent(edges, node, kind, false));
        }
      }
      nodes.forEach(
          (number, node) ->
              assertThat(digest.listed(GraphScript.hash(node), node.kind(), view))
                  .as("listed: seed=%d view=%d", seed, view)
                  .contains(number));
    }

    @Override
    public void close() {
      space.close();
    }
  }

  /** Each element with all its versions: nodes first, edges in any order. */
  private record Loader(GraphModel model, GraphTarget target) {
    void load(long seed) {
      model.nodes.forEach(this::loadNode);
      model.edges.keySet().stream()
          .sorted(Comparator.comparingLong(edge -> (edge * 0x9E37_79B9_7F4A_7C15L) ^ seed))
          .forEach(edge -> loadEdge(edge, Objects.requireNonNull(model.edges.get(edge))));
    }

    private void loadNode(int number, NavigableMap<Long, Optional<Node>> versions) {
      Node before = null;
      for (Map.Entry<Long, Optional<Node>> each : versions.entrySet()) {
        long sequence = each.getKey();
        Node node = each.getValue().orElse(null);
        if (before != null) {
          target.unindex(GraphScript.hash(before), number, sequence);
        }
        if (node != null) {
          MemorySegment block = GraphScript.segment(node.block());
          target.putNode(number, node.kind(), block, 0, (int) block.byteSize(), sequence);
          target.index(GraphScript.hash(node), number, sequence);
        } else if (before != null) {
          target.deleteNode(number, sequence);
        }
        before = node;
      }
    }

    private void loadEdge(int number, NavigableMap<Long, Optional<Edge>> versions) {
      Edge before = null;
      for (Map.Entry<Long, Optional<Edge>> each : versions.entrySet()) {
        long sequence = each.getKey();
        Edge edge = each.getValue().orElse(null);
        if (edge != null) {
          MemorySegment block = GraphScript.segment(edge.block());
          int bytes = (int) block.byteSize();
          target.putEdge(number, edge.kind(), edge.from(), edge.to(), block, 0, bytes, sequence);
        } else if (before != null) {
          target.deleteEdge(number, sequence);
        }
        before = edge;
      }
    }
  }

  /** The same to both. */
  private record Both(GraphTarget one, GraphTarget other) implements GraphTarget {
    @Override
    public void putNode(
        int node, int kind, MemorySegment block, long offset, int bytes, long sequence) {
      one.putNode(node, kind, block, offset, bytes, sequence);
      other.putNode(node, kind, block, offset, bytes, sequence);
    }

    @Override
    public void deleteNode(int node, long sequence) {
      one.deleteNode(node, sequence);
      other.deleteNode(node, sequence);
    }

    @Override
    public void putEdge(
        int edge,
        int kind,
        int from,
        int to,
        MemorySegment block,
        long offset,
        int bytes,
        long sequence) {
      one.putEdge(edge, kind, from, to, block, offset, bytes, sequence);
      other.putEdge(edge, kind, from, to, block, offset, bytes, sequence);
    }

    @Override
    public void deleteEdge(int edge, long sequence) {
      one.deleteEdge(edge, sequence);
      other.deleteEdge(edge, sequence);
    }

    @Override
    public void index(long hash, int node, long sequence) {
      one.index(hash, node, sequence);
      other.index(hash, node, sequence);
    }

    @Override
    public void unindex(long hash, int node, long sequence) {
      one.unindex(hash, node, sequence);
      other.unindex(hash, node, sequence);
    }
  }
}
