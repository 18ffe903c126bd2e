package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.graph.EdgeView;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.tenancy.Attempt.Change;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** A tenant in plain collections: what attempts make of it, and what a view shows of it. */
record TenantState(Map<Integer, Long> nodes, Map<Integer, Ends> edges, long catalog) {
  static final ValueLayout.OfLong VALUE =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final TenantState EMPTY = new TenantState(Map.of(), Map.of(), 0);

  /** Where an edge comes from and goes to. */
  record Ends(int from, int to) {}

  /** The state behind an attempt. */
  TenantState after(Attempt attempt) {
    Map<Integer, Long> newNodes = new TreeMap<>(nodes);
    Map<Integer, Ends> newEdges = new TreeMap<>(edges);
    long newCatalog = catalog;
    newNodes.put(Attempt.HEAD_NODE, (long) attempt.id());
    for (Change change : attempt.changes()) {
      switch (change) {
        case Change.PutNode(int node, long value) -> newNodes.put(node, value);
        case Change.PutEdge(int edge, int from, int to) -> newEdges.put(edge, new Ends(from, to));
        case Change.DeleteEdge(int edge) -> newEdges.remove(edge);
        case Change.PutCatalog(long value) -> newCatalog = value;
      }
    }
    return new TenantState(newNodes, newEdges, newCatalog);
  }

  /** The state that a view shows. */
  static TenantState of(TenantView view) {
    GraphStore store = view.store();
    Map<Integer, Long> nodes = new TreeMap<>();
    for (int node = 0; node < store.nodeEnd(); node++) {
      long version = store.node(node, view.sequence());
      if (version != GraphStore.NONE) {
        nodes.put(node, value(version));
      }
    }
    Map<Integer, Ends> edges = new TreeMap<>();
    EdgeView edgeView = new EdgeView();
    for (int edge = 0; edge < store.edgeEnd(); edge++) {
      if (store.edge(edge, view.sequence(), edgeView)) {
        edges.put(edge, new Ends(edgeView.from(), edgeView.to()));
      }
    }
    return new TenantState(nodes, edges, catalog(view.catalog()));
  }

  private static long catalog(byte[] bytes) {
    return bytes.length == 0 ? 0 : MemorySegment.ofArray(bytes).get(VALUE, 0);
  }

  /** What a version of a node holds. */
  static long value(long version) {
    return Memory.getLong(GraphStore.block(version));
  }
}
