package dev.thermograph.benchmarks.graph.engine;

import dev.thermograph.benchmarks.graph.GraphReads;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.graph.AdjacencyCursor;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.graph.HashCursor;
import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.engine.internal.tenancy.TenantView;

/** Reads through one view. Hot path: allocates nothing. <b>Not thread-safe.</b> */
final class EngineReads implements GraphReads {
  private static final int NOT_FOUND = -1;

  private final TenantView view;
  private final long sequence;
  private final GraphStore store;
  private final HashCursor candidates;
  private final AdjacencyCursor edges;
  private final PropertyBlockReader properties = new PropertyBlockReader();
  private final int uidKey;
  private final int ageKey;

  EngineReads(HotTenant tenant) {
    view = tenant.open();
    sequence = view.sequence();
    store = view.store();
    candidates = store.hashCursor();
    edges = store.adjacencyCursor();
    uidKey = tenant.keys().find("uid");
    ageKey = tenant.keys().find("age");
  }

  /** Leaves {@link #properties} at the block of the node that it returns. */
  private int find(long uid) {
    store.lookUp(EngineWriter.INDEX, EngineWriter.hash(uid), candidates);
    while (candidates.next()) {
      int node = candidates.node();
      long version = store.node(node, sequence);
      if (version != GraphStore.NONE) {
        properties.wrap(Memory.EVERYTHING, GraphStore.block(version));
        if (properties.longAt(properties.findKey(uidKey, 0)) == uid) {
          return node;
        }
      }
    }
    return NOT_FOUND;
  }

  @Override
  public long findNode(long uid) {
    return find(uid);
  }

  @Override
  public int ageOf(long uid) {
    return find(uid) < 0 ? NOT_FOUND : (int) properties.longAt(properties.findKey(ageKey, 2));
  }

  @Override
  public long sumOfNeighbours(long id) {
    store.walk((int) id, EngineGraph.KNOWS, false, sequence, edges);
    long sum = 0;
    while (edges.next()) {
      sum += edges.neighbour();
    }
    return sum;
  }

  @Override
  public void close() {
    view.close();
  }
}
