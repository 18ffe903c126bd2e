package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the whole graph that a view sees into the model's terms. */
public final class GraphDigest {
  private final GraphStore store;
  private final AdjacencyCursor cursor;
  private final HashCursor listed;
  private final EdgeView edgeView = new EdgeView();

  /** For one reader. */
  public GraphDigest(GraphStore store) {
    this.store = store;
    this.cursor = store.adjacencyCursor();
    this.listed = store.hashCursor();
  }

  /** All nodes, found kind by kind. */
  public Map<Integer, GraphModel.Node> nodes(long view) {
    Map<Integer, GraphModel.Node> found = new TreeMap<>();
    for (int kind = 0; kind < GraphScript.KINDS; kind++) {
      found.putAll(nodes(kind, view));
    }
    return found;
  }

  /** All nodes of a kind. */
  public Map<Integer, GraphModel.Node> nodes(int kind, long view) {
    Map<Integer, GraphModel.Node> found = new TreeMap<>();
    int number = store.nextOfKind(kind, 0, view);
    while (number < store.nodeEnd()) {
      long version = store.node(number, view);
      // The end may have moved since the scan began, onto a node that this view does not see.
      if (version == GraphStore.NONE) {
        break;
      }
      found.put(number, node(version));
      number = store.nextOfKind(kind, number + 1, view);
    }
    return found;
  }

  private static GraphModel.Node node(long version) {
    String block = text(GraphStore.block(version), GraphStore.blockBytes(version));
    return new GraphModel.Node(GraphStore.kind(version), block);
  }

  /** The nodes of a kind that the first index lists under a hash, and that have it. */
  public Set<Integer> listed(long hash, int kind, long view) {
    Set<Integer> found = new TreeSet<>();
    store.lookUp(0, hash, listed);
    while (listed.next()) {
      int number = listed.node();
      // Below its horizon a kind is not read.
      long version = store.nodeKind(number) == kind ? store.node(number, view) : GraphStore.NONE;
      if (version != GraphStore.NONE && GraphScript.hash(node(version)) == hash) {
        found.add(number);
      }
    }
    return found;
  }

  /** All edges. */
  public Map<Integer, GraphModel.Edge> edges(long view) {
    Map<Integer, GraphModel.Edge> found = new TreeMap<>();
    for (int kind = 0; kind < GraphScript.KINDS; kind++) {
      found.putAll(edges(kind, view));
    }
    return found;
  }

  /** All edges of a kind. */
  public Map<Integer, GraphModel.Edge> edges(int kind, long view) {
    Map<Integer, GraphModel.Edge> found = new TreeMap<>();
    for (int number = 0; number < store.edgeEnd(); number++) {
      if (store.edgeKind(number) == kind && store.edge(number, view, edgeView)) {
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
