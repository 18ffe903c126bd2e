package dev.thermograph.properties.engine;

import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.properties.engine.Graph.PlainNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes up a call that suits what is there, or does not. */
final class RandomCalls {
  private static final int NODES_MAX = 25;

  private final SplittableRandom random;
  private final RandomElements elements;
  private final RandomValues values;
  private final ModelKinds kinds;
  private final int tenant;
  private final long floor;

  /**
   * For one tenant.
   *
   * @param floor what was deleted up to here may be forgotten
   */
  RandomCalls(SplittableRandom random, ModelKinds kinds, int tenant, long floor) {
    this.random = random;
    this.elements = new RandomElements(random, kinds);
    this.values = new RandomValues(random);
    this.kinds = kinds;
    this.tenant = tenant;
    this.floor = floor;
  }

  /** Depends on the graph for its choice only. */
  Call next(Graph graph) {
    RandomEdgeCalls edges = new RandomEdgeCalls(random, kinds, tenant, floor);
    return switch (random.nextInt(24)) {
      case 0, 1, 2 -> create(graph);
      case 3 -> createAll(graph);
      case 4, 5 -> update(graph);
      case 6 -> replace(graph);
      case 7 -> upsert();
      case 8 -> getOrCreate();
      case 9, 10 -> delete(graph);
      case 11 -> restore(graph);
      case 12, 13, 14, 15 -> edges.connect(graph);
      case 16 -> edges.getOrConnect(graph);
      case 17 -> edges.update(graph);
      case 18 -> edges.replace(graph);
      case 19 -> edges.delete(graph);
      case 20 -> edges.restore(graph);
      default -> new Look(random, kinds, tenant).call(graph);
    };
  }

  static Call change(
      String text,
      Function<Graph, Set<Refusal>> refusals,
      Function<WriteTransaction, Object> real,
      BiFunction<Graph, Object, Object> plain) {
    return new Call(text, refusals, real, plain, false);
  }

  @SuppressWarnings("unchecked") // the kind's own type is not known here
  static <T> NodeKind<T> typed(NodeKind<?> kind) {
    return (NodeKind<T>) kind;
  }

  @SuppressWarnings("unchecked")
  static <T> EdgeKind<T> typed(EdgeKind<?> kind) {
    return (EdgeKind<T>) kind;
  }

  private NodeId id(int node) {
    return NodeId.of(tenant, node);
  }

  private Call create(Graph graph) {
    if (graph.nodes.size() >= NODES_MAX) {
      return delete(graph);
    }
    NodeKind<?> kind = elements.nodeKind();
    Map<String, @Nullable Object> map = values.of(kind);
    boolean fromNames = random.nextBoolean();
    return change(
        "create " + kind.name() + map,
        it -> it.refusalsOfNode(kind, map, null),
        tx ->
            (fromNames
                    ? tx.createFrom(kind, map)
                    : tx.create(typed(kind), PlainProperties.toJava(kind, map)))
                .number(),
        (it, number) -> putNew(it, (int) number, kind, map));
  }

  /** A number is given once. */
  private static Object putNew(
      Graph graph, int number, NodeKind<?> kind, Map<String, @Nullable Object> map) {
    boolean isTaken = graph.goneNodes.find(number).isPresent() || graph.nodes.containsKey(number);
    graph.nodes.put(number, new PlainNode(kind.name(), map));
    return isTaken ? "a new number" : number;
  }

  private Call createAll(Graph graph) {
    NodeKind<?> kind = elements.nodeKind();
    List<Map<String, @Nullable Object>> maps = new ArrayList<>();
    int count = graph.nodes.size() < NODES_MAX ? random.nextInt(4) : 1;
    for (int at = 0; at < count; at++) {
      maps.add(values.of(kind));
    }
    return change(
        "createAll " + kind.name() + maps,
        it -> refusalsOfAll(it, kind, maps),
        tx ->
            tx
                .createAll(
                    typed(kind),
                    maps.stream().map(map -> PlainProperties.toJava(kind, map)).toList())
                .stream()
                .map(NodeId::number)
                .toList(),
        (it, numbers) -> {
          List<Object> expected = new ArrayList<>();
          for (int at = 0; at < maps.size(); at++) {
            expected.add(putNew(it, (int) ((List<?>) numbers).get(at), kind, maps.get(at)));
          }
          return expected;
        });
  }

  private static Set<Refusal> refusalsOfAll(
      Graph graph, NodeKind<?> kind, List<Map<String, @Nullable Object>> maps) {
    Graph trial = graph.copy();
    for (int at = 0; at < maps.size(); at++) {
      Set<Refusal> refusals = trial.refusalsOfNode(kind, maps.get(at), null);
      if (!refusals.isEmpty()) {
        return refusals;
      }
      trial.nodes.put(1_000_000 + at, new PlainNode(kind.name(), maps.get(at)));
    }
    return EnumSet.noneOf(Refusal.class);
  }

  private Call update(Graph graph) {
    int node = elements.node(graph);
    PlainNode old = graph.nodes.get(node);
    Map<String, @Nullable Object> changes =
        values.changes(old == null ? elements.nodeKind() : kinds.node(old.kind()));
    return change(
        "update node " + node + changes,
        it -> refusalsOfChange(it, node, changes),
        tx -> {
          tx.update(id(node), changes);
          return true;
        },
        (it, _) -> {
          it.nodes.computeIfPresent(
              node, (_, before) -> new PlainNode(before.kind(), changed(before, changes)));
          return true;
        });
  }

  private Set<Refusal> refusalsOfChange(
      Graph graph, int node, Map<String, @Nullable Object> changes) {
    PlainNode before = graph.nodes.get(node);
    return before == null
        ? EnumSet.of(Refusal.NOT_FOUND)
        : graph.refusalsOfNode(kinds.node(before.kind()), changed(before, changes), node);
  }

  private Map<String, @Nullable Object> changed(
      PlainNode before, Map<String, @Nullable Object> changes) {
    return PlainProperties.changed(kinds.node(before.kind()), before.properties(), changes);
  }

  private Call replace(Graph graph) {
    int node = elements.node(graph);
    PlainNode old = graph.nodes.get(node);
    NodeKind<?> kind =
        old != null && random.nextInt(6) > 0 ? kinds.node(old.kind()) : elements.nodeKind();
    Map<String, @Nullable Object> map = values.of(kind);
    return change(
        "replace node " + node + kind.name() + map,
        it -> {
          PlainNode before = it.nodes.get(node);
          return before == null || !before.kind().equals(kind.name())
              ? EnumSet.of(Refusal.NOT_FOUND)
              : it.refusalsOfNode(kind, map, node);
        },
        tx -> {
          tx.replace(typed(kind), id(node), PlainProperties.toJava(kind, map));
          return true;
        },
        (it, _) -> {
          it.nodes.put(node, new PlainNode(kind.name(), map));
          return true;
        });
  }

  private Call upsert() {
    NodeKind<?> kind = elements.nodeKind();
    Map<String, @Nullable Object> map = values.of(kind);
    return change(
        "upsert " + kind.name() + map,
        it ->
            kind.findKey().isEmpty()
                ? EnumSet.of(Refusal.INVALID)
                : it.refusalsOfNode(kind, map, byKey(it, kind, map).orElse(null)),
        tx -> upserted(tx.upsert(typed(kind), PlainProperties.toJava(kind, map))),
        (it, result) -> {
          Optional<Integer> old = byKey(it, kind, map);
          int number = old.orElseGet(() -> numberOf(result));
          it.nodes.put(number, new PlainNode(kind.name(), map));
          return List.of(number, old.isEmpty());
        });
  }

  private static Optional<Integer> byKey(
      Graph graph, NodeKind<?> kind, Map<String, @Nullable Object> map) {
    return kind.findKey().flatMap(key -> graph.findUnique(kind, key, map));
  }

  private static List<Object> upserted(WriteTransaction.Upserted upserted) {
    return List.of(upserted.id().number(), upserted.isCreated());
  }

  /** The first of a list. */
  static int numberOf(Object result) {
    return (int) ((List<?>) result).getFirst();
  }

  private Call getOrCreate() {
    NodeKind<?> kind = elements.nodeKind();
    List<String> rules = Graph.rulesOf(kind);
    String rule = rules.isEmpty() ? "none" : rules.get(random.nextInt(rules.size()));
    Map<String, @Nullable Object> map = values.of(kind);
    return change(
        "getOrCreate " + kind.name() + " " + rule + map,
        it -> {
          if (rules.isEmpty()) {
            return EnumSet.of(Refusal.INVALID);
          }
          boolean isThere =
              PlainProperties.areAllowed(kind, map) && it.findUnique(kind, rule, map).isPresent();
          return isThere ? EnumSet.noneOf(Refusal.class) : it.refusalsOfNode(kind, map, null);
        },
        tx -> upserted(tx.getOrCreate(typed(kind), rule, PlainProperties.toJava(kind, map))),
        (it, result) -> {
          Optional<Integer> old = it.findUnique(kind, rule, map);
          int number = old.orElseGet(() -> numberOf(result));
          it.nodes.putIfAbsent(number, new PlainNode(kind.name(), map));
          return List.of(number, old.isEmpty());
        });
  }

  private Call delete(Graph graph) {
    int node = elements.node(graph);
    return change(
        "delete node " + node,
        it -> {
          if (!it.nodes.containsKey(node)) {
            return EnumSet.of(Refusal.NOT_FOUND);
          }
          return it.deletedWith(kinds, node).isPresent()
              ? EnumSet.noneOf(Refusal.class)
              : EnumSet.of(Refusal.DELETE_POLICY);
        },
        tx -> tx.delete(id(node)),
        (it, _) -> it.delete(it.deletedWith(kinds, node).orElseThrow()));
  }

  private Call restore(Graph graph) {
    int node = elements.goneNode(graph);
    boolean mayBeForgotten =
        graph.goneNodes.find(node).filter(it -> it.deletedAt() <= floor).isPresent();
    return new Call(
        "restore node " + node,
        it -> {
          if (it.nodes.containsKey(node)) {
            return EnumSet.of(Refusal.INVALID);
          }
          return it.goneNodes
              .find(node)
              .map(gone -> gone.last())
              .map(last -> it.refusalsOfNode(kinds.node(last.kind()), last.properties(), node))
              .orElse(EnumSet.of(Refusal.NOT_FOUND));
        },
        tx -> {
          tx.restore(id(node));
          return true;
        },
        (it, _) -> {
          it.nodes.put(node, it.goneNodes.find(node).orElseThrow().last());
          return true;
        },
        mayBeForgotten);
  }
}
