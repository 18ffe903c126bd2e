package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.UniqueRule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A graph in plain collections that knows, the slow way, which changes its kinds allow. */
final class TransactionModel {
  /** Why a change is refused. */
  enum Refusal {
    NOT_FOUND,
    INVALID,
    PROPERTY,
    UNIQUE,
    CARDINALITY,
    ENDPOINTS,
    DELETE_POLICY
  }

  /** Stands for the sequence of the commit that a transaction may become. */
  static final long NOW = Long.MAX_VALUE;

  record ModelNode(NodeKind<?> kind, Map<String, @Nullable Object> properties) {}

  record ModelEdge(EdgeKind<?> kind, int from, int to, Map<String, @Nullable Object> properties) {
    boolean touches(Set<Integer> nodes) {
      return nodes.contains(from) || nodes.contains(to);
    }
  }

  private record Gone<T>(T last, long deletedAt) {}

  private record Rule(String name, List<String> properties, boolean isIgnoringCase) {}

  final TreeMap<Integer, ModelNode> nodes = new TreeMap<>();
  final TreeMap<Integer, ModelEdge> edges = new TreeMap<>();
  private final Map<Integer, Gone<ModelNode>> goneNodes = new HashMap<>();
  private final Map<Integer, Gone<ModelEdge>> goneEdges = new HashMap<>();

  /** The same, to be changed on its own. */
  TransactionModel copy() {
    TransactionModel copy = new TransactionModel();
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
  void committed(long sequence, TransactionModel before) {
    stamp(goneNodes, sequence, before.nodes, before.goneNodes);
    stamp(goneEdges, sequence, before.edges, before.goneEdges);
  }

  /** What was not there before the commit was not deleted by it. */
  private static <T> void stamp(
      Map<Integer, Gone<T>> gone,
      long sequence,
      Map<Integer, T> thereBefore,
      Map<Integer, Gone<T>> goneBefore) {
    for (int number : List.copyOf(gone.keySet())) {
      gone.computeIfPresent(
          number,
          (_, it) -> {
            if (it.deletedAt() != NOW) {
              return it;
            }
            T last = thereBefore.get(number); // not what the transaction made of it meanwhile
            return last == null ? goneBefore.get(number) : new Gone<>(last, sequence);
          });
    }
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

  /** The node with the same values where a rule compares. */
  Optional<Integer> findUnique(
      NodeKind<?> kind, String rule, Map<String, @Nullable Object> properties) {
    Rule wanted =
        rules(kind).stream().filter(it -> it.name().equals(rule)).findFirst().orElseThrow();
    List<Object> values = values(wanted, properties);
    if (values == null) {
      return Optional.empty();
    }
    return nodes.entrySet().stream()
        .filter(it -> it.getValue().kind() == kind)
        .filter(it -> values.equals(values(wanted, it.getValue().properties())))
        .map(Map.Entry::getKey)
        .findFirst();
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
    Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    if (!ModelProperties.areAllowed(kind, properties)) {
      refusals.add(Refusal.PROPERTY);
      return refusals;
    }
    for (Rule rule : rules(kind)) {
      if (findUnique(kind, rule.name(), properties).filter(it -> !it.equals(self)).isPresent()) {
        refusals.add(Refusal.UNIQUE);
      }
    }
    return refusals;
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
          case UNIQUE -> !between(kind, from, to).isEmpty();
          case ONE ->
              edges.values().stream().anyMatch(it -> it.kind() == kind && it.from() == from);
        };
    return isTaken ? EnumSet.of(Refusal.CARDINALITY) : refusals;
  }

  /** Why an edge may not lead from one node to another. */
  Set<Refusal> refusalsOfEnds(EdgeKind<?> kind, int from, int to) {
    ModelNode start = nodes.get(from);
    ModelNode end = nodes.get(to);
    if (start == null || end == null) {
      return EnumSet.of(Refusal.NOT_FOUND);
    }
    return kind.connects(start.kind().name(), end.kind().name())
        ? EnumSet.noneOf(Refusal.class)
        : EnumSet.of(Refusal.ENDPOINTS);
  }

  /** Edges of a kind from one node to another. */
  Set<Integer> between(EdgeKind<?> kind, int from, int to) {
    return edges.entrySet().stream()
        .filter(it -> it.getValue().kind() == kind)
        .filter(it -> it.getValue().from() == from && it.getValue().to() == to)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  // Deleting and bringing back.

  /** The nodes that go with one, or nothing when an edge forbids it. */
  Optional<Set<Integer>> deletedWith(int node) {
    Set<Integer> all = new TreeSet<>(Set.of(node));
    int before = 0;
    while (before < all.size()) {
      before = all.size();
      for (ModelEdge edge : edges.values()) {
        if (all.contains(edge.from()) && policy(edge, edge.from()) == DeletePolicy.CASCADE) {
          all.add(edge.to());
        }
      }
    }
    boolean isForbidden =
        edges.values().stream()
            .filter(edge -> edge.touches(all))
            .anyMatch(edge -> !takes(all, edge, edge.from()) && !takes(all, edge, edge.to()));
    return isForbidden ? Optional.empty() : Optional.of(all);
  }

  private boolean takes(Set<Integer> all, ModelEdge edge, int end) {
    return all.contains(end) && policy(edge, end) != DeletePolicy.RESTRICT;
  }

  private DeletePolicy policy(ModelEdge edge, int end) {
    ModelNode node = nodes.get(end);
    return edge.kind()
        .findDeletePolicy()
        .orElse(node == null ? DeletePolicy.RESTRICT : node.kind().deletePolicy());
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
      ModelNode last = nodes.remove(node);
      if (last != null) {
        goneNodes.put(node, new Gone<>(last, NOW));
      }
    }
    return their.size() + all.size();
  }

  void deleteEdge(int edge) {
    ModelEdge last = edges.remove(edge);
    if (last != null) {
      goneEdges.put(edge, new Gone<>(last, NOW));
    }
  }

  /** What a deleted node was, if it was deleted after the retained past began. */
  Optional<ModelNode> goneNode(int node, long retainedFrom) {
    return last(goneNodes, node, retainedFrom);
  }

  /** As {@link #goneNode} for an edge. */
  Optional<ModelEdge> goneEdge(int edge, long retainedFrom) {
    return last(goneEdges, edge, retainedFrom);
  }

  private static <T> Optional<T> last(Map<Integer, Gone<T>> gone, int number, long retainedFrom) {
    return Optional.ofNullable(gone.get(number))
        .filter(it -> it.deletedAt() > retainedFrom)
        .map(Gone::last);
  }

  /** Numbers that were deleted. */
  List<Integer> goneNodes() {
    return goneNodes.keySet().stream().filter(it -> !nodes.containsKey(it)).sorted().toList();
  }

  /** Numbers that were deleted. */
  List<Integer> goneEdges() {
    return goneEdges.keySet().stream().filter(it -> !edges.containsKey(it)).sorted().toList();
  }
}
