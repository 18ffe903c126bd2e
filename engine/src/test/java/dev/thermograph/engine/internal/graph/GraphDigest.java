package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the whole graph that a view sees into the model's terms. */
public final class GraphDigest {
  private final GraphStore store;
  private final AdjacencyCursor cursor;
  private final EdgeView edgeView = new EdgeView();

  /** For one reader. */
  public GraphDigest(GraphStore store) {
    this.store = store;
    this.cursor = store.adjacencyCursor();
  }

  /** All nodes, found kind by kind. */
  public Map<Integer, GraphModel.Node> nodes(long view) {
    Map<Integer, GraphModel.Node> found = new TreeMap<>();
    for (int kind = 0; kind < GraphScript.KINDS; kind++) {
      int number = store.nextOfKind(kind, 0, view);
      while (number < store.nodeEnd()) {
        long version = store.node(number, view);
        // The end may have moved since the scan began, onto a node that this view does not see.
        if (version == GraphStore.NONE) {
          break;
        }
        String block = text(GraphStore.block(version), GraphStore.blockBytes(version));
        found.put(number, new GraphModel.Node(GraphStore.kind(version), block));
        number = store.nextOfKind(kind, number + 1, view);
      }
    }
    return found;
  }

  /** All edges. */
  public Map<Integer, GraphModel.Edge> edges(long view) {
    Map<Integer, GraphModel.Edge> found = new TreeMap<>();
    for (int number = 0; number < store.edgeEnd(); number++) {
      if (store.edge(number, view, edgeView)) {
        int bytes = edgeView.blockBytes();
        String block = bytes == 0 ? "" : text(edgeView.block(), bytes);
        found.put(
            number, new GraphModel.Edge(edgeView.kind(), edgeView.from(), edgeView.to(), block));
      }
    }
    return found;
  }

  /** A node's edges of one kind and direction, in order of their numbers. */
  public List<GraphModel.Adjacent> adjacent(int node, int kind, boolean incoming, long view) {
    List<GraphModel.Adjacent> found = new ArrayList<>();
    store.walk(node, kind, incoming, view, cursor);
    while (cursor.next()) {
      found.add(new GraphModel.Adjacent(cursor.neighbour(), cursor.edge()));
    }
    found.sort(Comparator.comparingInt(GraphModel.Adjacent::edge));
    return found;
  }

  private static String text(long address, int bytes) {
    byte[] copy = new byte[bytes];
    for (int at = 0; at < bytes; at++) {
      copy[at] = Memory.EVERYTHING.get(ValueLayout.JAVA_BYTE, address + at);
    }
    return new String(copy, StandardCharsets.US_ASCII);
  }
}
