package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.graph.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A graph in plain Java collections, all of its past kept. */
final class ReadModel {
  /** A node as one commit made it. */
  record NodeState<T>(NodeSort<T> sort, T properties, long sequence) {}

  /** An edge as one commit made it. */
  record EdgeState<E>(EdgeSort<E> sort, int from, int to, E properties, long sequence) {}

  private final Map<Integer, NavigableMap<Long, Optional<NodeState<?>>>> nodes = new TreeMap<>();
  private final Map<Integer, NavigableMap<Long, Optional<EdgeState<?>>>> edges = new TreeMap<>();

  /** What the rules of each kind ever compared. */
  private final Map<String, Set<List<@Nullable Object>>> used = new HashMap<>();

  <T> void put(int number, NodeState<T> state) {
    nodes.computeIfAbsent(number, _ -> new TreeMap<>()).put(state.sequence(), Optional.of(state));
    for (NodeSort.RuleSort<T> rule : state.sort().rules()) {
      used.computeIfAbsent(nameOf(state.sort(), rule), _ -> new LinkedHashSet<>())
          .add(rule.values().apply(state.properties()));
    }
  }

  private static String nameOf(NodeSort<?> sort, NodeSort.RuleSort<?> rule) {
    return sort.kind().name() + "." + rule.name();
  }

  void deleteNode(int number, long sequence) {
    nodes.computeIfAbsent(number, _ -> new TreeMap<>()).put(sequence, Optional.empty());
  }

  void put(int number, EdgeState<?> state) {
    edges.computeIfAbsent(number, _ -> new TreeMap<>()).put(state.sequence(), Optional.of(state));
  }

  void deleteEdge(int number, long sequence) {
    edges.computeIfAbsent(number, _ -> new TreeMap<>()).put(sequence, Optional.empty());
  }

  /** All values that a rule ever compared. */
  Set<List<@Nullable Object>> used(NodeSort<?> sort, NodeSort.RuleSort<?> rule) {
    return used.getOrDefault(nameOf(sort, rule), Set.of());
  }

  /** What a deleted node was, or nothing for one that is there or never was. */
  @Nullable NodeState<?> lastOfDeletedNode(int number) {
    return lastOfDeleted(nodes.getOrDefault(number, new TreeMap<>()));
  }

  /** What a deleted edge was, or nothing for one that is there or never was. */
  @Nullable EdgeState<?> lastOfDeletedEdge(int number) {
    return lastOfDeleted(edges.getOrDefault(number, new TreeMap<>()));
  }

  private static <S> @Nullable S lastOfDeleted(NavigableMap<Long, Optional<S>> versions) {
    if (versions.isEmpty() || versions.lastEntry().getValue().isPresent()) {
      return null;
    }
    // Created and deleted by one commit, it never was.
    return versions.descendingMap().values().stream()
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  /** What a view of a sequence sees. */
  Instant at(long sequence) {
    return new Instant(visible(nodes, sequence), visible(edges, sequence));
  }

  private static <S> Map<Integer, S> visible(
      Map<Integer, NavigableMap<Long, Optional<S>>> history, long sequence) {
    Map<Integer, S> found = new TreeMap<>();
    history.forEach(
        (number, versions) -> {
          var version = versions.floorEntry(sequence);
          if (version != null) {
            version.getValue().ifPresent(state -> found.put(number, state));
          }
        });
    return found;
  }

  /** The graph at one sequence, by number. */
  record Instant(Map<Integer, NodeState<?>> nodes, Map<Integer, EdgeState<?>> edges) {
    /** Number of the node that has these values, or null. */
    <T> @Nullable Integer find(
        NodeSort<T> sort, NodeSort.RuleSort<T> rule, List<@Nullable Object> values) {
      List<Object> wanted = rule.compared(values);
      for (Map.Entry<Integer, NodeState<?>> entry : nodes.entrySet()) {
        T properties = propertiesOf(sort, entry.getValue());
        if (wanted != null
            && properties != null
            && wanted.equals(rule.compared(rule.values().apply(properties)))) {
          return entry.getKey();
        }
      }
      return null;
    }

    /** The properties, if the node is of this kind. */
    @SuppressWarnings("unchecked") // a state has its sort's properties
    static <T> @Nullable T propertiesOf(NodeSort<T> sort, NodeState<?> state) {
      return state.sort().equals(sort) ? (T) state.properties() : null;
    }

    /** Whether a node could have these properties beside all the others. */
    <T> boolean isFree(NodeSort<T> sort, T properties, int number) {
      for (NodeSort.RuleSort<T> rule : sort.rules()) {
        Integer holder = find(sort, rule, rule.values().apply(properties));
        if (holder != null && holder != number) {
          return false;
        }
      }
      return true;
    }

    /** Edges of a node as number and node at the other end; a loop in both directions twice. */
    List<Map.Entry<Integer, Integer>> adjacent(int node, EdgeSort<?> sort, Direction direction) {
      List<Map.Entry<Integer, Integer>> found = new ArrayList<>();
      BiConsumer<Integer, Integer> add = (edge, other) -> found.add(Map.entry(edge, other));
      edges.forEach(
          (number, edge) -> {
            if (edge.sort().equals(sort) && edge.from() == node && direction != Direction.IN) {
              add.accept(number, edge.to());
            }
            if (edge.sort().equals(sort) && edge.to() == node && direction != Direction.OUT) {
              add.accept(number, edge.from());
            }
          });
      return found;
    }
  }
}
