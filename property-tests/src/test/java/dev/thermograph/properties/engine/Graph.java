package dev.thermograph.properties.engine;

import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.UniqueRule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reference: a graph in plain collections that knows, the slow way, what is allowed. */
final class Graph {
  /** Names its kinds, for these have versions. */
  record PlainNode(String kind, Map<String, @Nullable Object> properties) {}

  record PlainEdge(String kind, int from, int to, Map<String, @Nullable Object> properties) {
    boolean touches(Set<Integer> nodes) {
      return nodes.contains(from) || nodes.contains(to);
    }
  }

  private record Rule(String name, List<String> properties, boolean isIgnoringCase) {}

  final TreeMap<Integer, PlainNode> nodes = new TreeMap<>();
  final TreeMap<Integer, PlainEdge> edges = new TreeMap<>();
  final Graveyard<PlainNode> goneNodes = new Graveyard<>();
  final Graveyard<PlainEdge> goneEdges = new Graveyard<>();

  /** The same, to be changed on its own. */
  Graph copy() {
    Graph copy = new Graph();
    copy.nodes.putAll(nodes);
    copy.edges.putAll(edges);
    copy.goneNodes.putAll(goneNodes);
    copy.goneEdges.putAll(goneEdges);
    return copy;
  }

  /**
   * This has become the state after a commit.
   *
   * @param before the state before it
   */
  void committed(long sequence, Graph before) {
    goneNodes.stamp(sequence, before.nodes, before.goneNodes);
    goneEdges.stamp(sequence, before.edges, before.goneEdges);
  }

  // Rules of nodes.

  static List<String> rulesOf(NodeKind<?> kind) {
    return rules(kind).stream().map(Rule::name).toList();
  }

  private static List<Rule> rules(NodeKind<?> kind) {
    List<Rule> rules = new ArrayList<>();
    kind.findKey().ifPresent(key -> rules.add(new Rule(key, List.of(key), false)));
    for (UniqueRule it : kind.uniques()) {
      rules.add(new Rule(it.name(), it.properties(), it.isIgnoringCase()));
    }
    return rules;
  }

  /** What a rule compares, as a reader takes it. */
  static @Nullable Object[] wanted(
      NodeKind<?> kind, String rule, Map<String, @Nullable Object> properties) {
    return require(kind, rule).properties().stream()
        .<@Nullable Object>map(properties::get)
        .toArray();
  }

  private static Rule require(NodeKind<?> kind, String rule) {
    return rules(kind).stream().filter(it -> it.name().equals(rule)).findFirst().orElseThrow();
  }

  /** The node with the same values where a rule compares. */
  Optional<Integer> findUnique(
      NodeKind<?> kind, String rule, Map<String, @Nullable Object> properties) {
    return findUnique(kind, require(kind, rule), properties);
  }

  private Optional<Integer> findUnique(
      NodeKind<?> kind, Rule rule, Map<String, @Nullable Object> properties) {
    List<Object> values = values(rule, properties);
    if (values == null) {
      return Optional.empty();
    }
    for (Map.Entry<Integer, PlainNode> node : nodes.entrySet()) {
      if (node.getValue().kind().equals(kind.name())
          && values.equals(values(rule, node.getValue().properties()))) {
        return Optional.of(node.getKey());
      }
    }
    return Optional.empty();
  }

  private static @Nullable List<Object> values(
      Rule rule, Map<String, @Nullable Object> properties) {
    List<Object> values = new ArrayList<>();
    for (String property : rule.properties()) {
      Object value = properties.get(property);
      if (value == null) {
        return null;
      }
      boolean folds = rule.isIgnoringCase() && value instanceof String;
      values.add(folds ? ((String) value).toLowerCase(Locale.ROOT) : value);
    }
    return values;
  }

  /** Why a node may not have these properties. */
  Set<Refusal> refusalsOfNode(
      NodeKind<?> kind, Map<String, @Nullable Object> properties, @Nullable Integer self) {
    if (!PlainProperties.areAllowed(kind, properties)) {
      return EnumSet.of(Refusal.PROPERTY);
    }
    for (Rule rule : rules(kind)) {
      if (findUnique(kind, rule, properties).filter(it -> !it.equals(self)).isPresent()) {
        return EnumSet.of(Refusal.UNIQUE);
      }
    }
    return EnumSet.noneOf(Refusal.class);
  }

  // Rules of edges.

  /** Why an edge may not be made. */
  Set<Refusal> refusalsOfEdge(EdgeKind<?> kind, int from, int to) {
    Set<Refusal> refusals = refusalsOfEnds(kind, from, to);
    if (!refusals.isEmpty()) {
      return refusals;
    }
    boolean isTaken =
        switch (kind.cardinality()) {
          case MANY -> false;
          case UNIQUE -> !between(kind.name(), from, to).isEmpty();
          case ONE ->
              edges.values().stream()
                  .anyMatch(it -> it.kind().equals(kind.name()) && it.from() == from);
        };
    return isTaken ? EnumSet.of(Refusal.CARDINALITY) : refusals;
  }

  /** Why an edge may not lead from one node to another. */
  Set<Refusal> refusalsOfEnds(EdgeKind<?> kind, int from, int to) {
    PlainNode start = nodes.get(from);
    PlainNode end = nodes.get(to);
    if (start == null || end == null) {
      return EnumSet.of(Refusal.NOT_FOUND);
    }
    return kind.connects(start.kind(), end.kind())
        ? EnumSet.noneOf(Refusal.class)
        : EnumSet.of(Refusal.ENDPOINTS);
  }

  /** Edges of a kind from one node to another. */
  Set<Integer> between(String kind, int from, int to) {
    return edges.entrySet().stream()
        .filter(it -> it.getValue().kind().equals(kind))
        .filter(it -> it.getValue().from() == from && it.getValue().to() == to)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  // Deleting.

  /** The nodes that go with one, or nothing when an edge forbids it. */
  Optional<Set<Integer>> deletedWith(ModelKinds kinds, int node) {
    Set<Integer> all = new TreeSet<>(Set.of(node));
    int before = 0;
    while (before < all.size()) {
      before = all.size();
      for (PlainEdge edge : edges.values()) {
        if (all.contains(edge.from()) && policy(kinds, edge, edge.from()) == DeletePolicy.CASCADE) {
          all.add(edge.to());
        }
      }
    }
    boolean isForbidden =
        edges.values().stream()
            .filter(edge -> edge.touches(all))
            .anyMatch(
                edge ->
                    !takes(kinds, all, edge, edge.from()) && !takes(kinds, all, edge, edge.to()));
    return isForbidden ? Optional.empty() : Optional.of(all);
  }

  private boolean takes(ModelKinds kinds, Set<Integer> all, PlainEdge edge, int end) {
    return all.contains(end) && policy(kinds, edge, end) != DeletePolicy.RESTRICT;
  }

  private DeletePolicy policy(ModelKinds kinds, PlainEdge edge, int end) {
    PlainNode node = nodes.get(end);
    return kinds
        .edge(edge.kind())
        .findDeletePolicy()
        .orElseGet(
            () -> node == null ? DeletePolicy.RESTRICT : kinds.node(node.kind()).deletePolicy());
  }

  /** Deletes nodes and their edges; returns how many of both. */
  int delete(Set<Integer> all) {
    List<Integer> their =
        edges.entrySet().stream()
            .filter(it -> it.getValue().touches(all))
            .map(Map.Entry::getKey)
            .toList();
    their.forEach(this::deleteEdge);
    for (int node : all) {
      PlainNode last = nodes.remove(node);
      if (last != null) {
        goneNodes.bury(node, last);
      }
    }
    return their.size() + all.size();
  }

  void deleteEdge(int edge) {
    PlainEdge last = edges.remove(edge);
    if (last != null) {
      goneEdges.bury(edge, last);
    }
  }
}
