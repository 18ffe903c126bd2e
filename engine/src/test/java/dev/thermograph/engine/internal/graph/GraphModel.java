package dev.thermograph.engine.internal.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The same graph in plain Java collections, all of its past kept. */
public final class GraphModel {
  /** Empty. */
  public GraphModel() {}

  /** As it is at one instant. */
  public record Node(int kind, String block) {}

  /** As it is at one instant. */
  public record Edge(int kind, int from, int to, String block) {}

  /** As it is at one instant. */
  public record Adjacent(int neighbour, int edge) {}

  /** Every version by number and sequence; empty where it was deleted. */
  public final Map<Integer, NavigableMap<Long, Optional<Node>>> nodes = new HashMap<>();

  /** Every version by number and sequence; empty where it was deleted. */
  public final Map<Integer, NavigableMap<Long, Optional<Edge>>> edges = new HashMap<>();

  void put(int number, Node node, long sequence) {
    nodes.computeIfAbsent(number, _ -> new TreeMap<>()).put(sequence, Optional.of(node));
  }

  void put(int number, Edge edge, long sequence) {
    edges.computeIfAbsent(number, _ -> new TreeMap<>()).put(sequence, Optional.of(edge));
  }

  void deleteNode(int number, long sequence) {
    Objects.requireNonNull(nodes.get(number)).put(sequence, Optional.empty());
  }

  void deleteEdge(int number, long sequence) {
    Objects.requireNonNull(edges.get(number)).put(sequence, Optional.empty());
  }

  /** What a view sees. */
  public Map<Integer, Node> nodesAt(long sequence) {
    return at(nodes, sequence);
  }

  /** What a view sees. */
  public Map<Integer, Edge> edgesAt(long sequence) {
    return at(edges, sequence);
  }

  private static <T> Map<Integer, T> at(
      Map<Integer, NavigableMap<Long, Optional<T>>> history, long sequence) {
    Map<Integer, T> visible = new TreeMap<>();
    history.forEach(
        (number, versions) -> {
          var version = versions.floorEntry(sequence);
          if (version != null) {
            version.getValue().ifPresent(value -> visible.put(number, value));
          }
        });
    return visible;
  }

  /** What a view sees of a node, in order of the edges' numbers. */
  public static List<Adjacent> adjacent(
      Map<Integer, Edge> edges, int node, int kind, boolean incoming) {
    List<Adjacent> found = new ArrayList<>();
    edges.forEach(
        (number, edge) -> {
          int end = incoming ? edge.to() : edge.from();
          if (edge.kind() == kind && end == node) {
            found.add(new Adjacent(incoming ? edge.from() : edge.to(), number));
          }
        });
    return found;
  }
}
