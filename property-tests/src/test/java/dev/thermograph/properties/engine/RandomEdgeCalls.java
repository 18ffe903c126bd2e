package dev.thermograph.properties.engine;

import static dev.thermograph.properties.engine.RandomCalls.change;
import static dev.thermograph.properties.engine.RandomCalls.numberOf;
import static dev.thermograph.properties.engine.RandomCalls.typed;

import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.WriteTransaction.ConnectedEdge;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.properties.engine.Graph.PlainEdge;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The calls of {@link RandomCalls} that are about edges. */
final class RandomEdgeCalls {
  private final SplittableRandom random;
  private final RandomElements elements;
  private final RandomValues values;
  private final ModelKinds kinds;
  private final int tenant;
  private final long floor;

  RandomEdgeCalls(SplittableRandom random, ModelKinds kinds, int tenant, long floor) {
    this.random = random;
    this.elements = new RandomElements(random, kinds);
    this.values = new RandomValues(random);
    this.kinds = kinds;
    this.tenant = tenant;
    this.floor = floor;
  }

  private NodeId node(int number) {
    return NodeId.of(tenant, number);
  }

  private EdgeId edge(int number) {
    return EdgeId.of(tenant, number);
  }

  Call connect(Graph graph) {
    EdgeKind<?> kind = elements.edgeKind();
    int from = elements.node(graph);
    int to = random.nextInt(10) == 0 ? from : elements.node(graph);
    Map<String, @Nullable Object> map = values.of(kind);
    boolean fromNames = random.nextBoolean();
    return change(
        "connect " + kind.name() + from + "-" + to + map,
        it -> it.refusalsOfEdge(kind, from, to),
        tx ->
            (fromNames
                    ? tx.connectFrom(kind, node(from), node(to), map)
                    : tx.connect(
                        typed(kind), node(from), node(to), PlainProperties.toJava(kind, map)))
                .number(),
        (it, number) -> putNew(it, (int) number, new PlainEdge(kind.name(), from, to, map)));
  }

  private static Object putNew(Graph graph, int number, PlainEdge edge) {
    boolean isTaken = graph.goneEdges.find(number).isPresent() || graph.edges.containsKey(number);
    graph.edges.put(number, edge);
    return isTaken ? "a new number" : number;
  }

  /** Which of several it finds is not promised. */
  Call getOrConnect(Graph graph) {
    EdgeKind<?> kind = elements.edgeKind();
    int from = elements.node(graph);
    int to = elements.node(graph);
    Map<String, @Nullable Object> map = values.of(kind);
    return change(
        "getOrConnect " + kind.name() + from + "-" + to + map,
        it ->
            it.between(kind.name(), from, to).isEmpty()
                ? it.refusalsOfEdge(kind, from, to)
                : it.refusalsOfEnds(kind, from, to),
        tx -> {
          ConnectedEdge connected =
              tx.getOrConnect(typed(kind), node(from), node(to), PlainProperties.toJava(kind, map));
          return List.of(connected.id().number(), connected.isCreated());
        },
        (it, result) -> {
          Set<Integer> old = it.between(kind.name(), from, to);
          int number = numberOf(result);
          if (old.isEmpty()) {
            return List.of(putNew(it, number, new PlainEdge(kind.name(), from, to, map)), true);
          }
          return List.of(old.contains(number) ? number : old, false);
        });
  }

  Call update(Graph graph) {
    int edge = elements.edge(graph);
    PlainEdge old = graph.edges.get(edge);
    Map<String, @Nullable Object> changes =
        values.changes(old == null ? elements.edgeKind() : kinds.edge(old.kind()));
    return change(
        "update edge " + edge + changes,
        it -> {
          PlainEdge before = it.edges.get(edge);
          return before == null
              ? EnumSet.of(Refusal.NOT_FOUND)
              : refusals(kinds.edge(before.kind()), changed(before, changes));
        },
        tx -> {
          tx.update(edge(edge), changes);
          return true;
        },
        (it, _) -> {
          PlainEdge before = it.edges.get(edge);
          return before != null && put(it, edge, changed(before, changes));
        });
  }

  private static Set<Refusal> refusals(EdgeKind<?> kind, Map<String, @Nullable Object> map) {
    return PlainProperties.areAllowed(kind, map)
        ? EnumSet.noneOf(Refusal.class)
        : EnumSet.of(Refusal.PROPERTY);
  }

  private Map<String, @Nullable Object> changed(
      PlainEdge before, Map<String, @Nullable Object> changes) {
    return PlainProperties.changed(kinds.edge(before.kind()), before.properties(), changes);
  }

  private static boolean put(Graph graph, int edge, Map<String, @Nullable Object> map) {
    graph.edges.computeIfPresent(
        edge, (_, it) -> new PlainEdge(it.kind(), it.from(), it.to(), map));
    return true;
  }

  Call replace(Graph graph) {
    int edge = elements.edge(graph);
    PlainEdge old = graph.edges.get(edge);
    EdgeKind<?> kind =
        old != null && random.nextInt(5) > 0 ? kinds.edge(old.kind()) : elements.edgeKind();
    Map<String, @Nullable Object> map = values.of(kind);
    return change(
        "replace edge " + edge + kind.name() + map,
        it -> {
          PlainEdge before = it.edges.get(edge);
          return before == null || !before.kind().equals(kind.name())
              ? EnumSet.of(Refusal.NOT_FOUND)
              : refusals(kind, map);
        },
        tx -> {
          tx.replace(typed(kind), edge(edge), PlainProperties.toJava(kind, map));
          return true;
        },
        (it, _) -> put(it, edge, map));
  }

  Call delete(Graph graph) {
    int edge = elements.edge(graph);
    return change(
        "delete edge " + edge,
        it ->
            it.edges.containsKey(edge)
                ? EnumSet.noneOf(Refusal.class)
                : EnumSet.of(Refusal.NOT_FOUND),
        tx -> {
          tx.delete(edge(edge));
          return true;
        },
        (it, _) -> {
          it.deleteEdge(edge);
          return true;
        });
  }

  Call restore(Graph graph) {
    int edge = elements.goneEdge(graph);
    boolean mayBeForgotten =
        graph.goneEdges.find(edge).filter(it -> it.deletedAt() <= floor).isPresent();
    return new Call(
        "restore edge " + edge,
        it -> {
          if (it.edges.containsKey(edge)) {
            return EnumSet.of(Refusal.INVALID);
          }
          return it.goneEdges
              .find(edge)
              .map(gone -> gone.last())
              .map(last -> it.refusalsOfEdge(kinds.edge(last.kind()), last.from(), last.to()))
              .orElse(EnumSet.of(Refusal.NOT_FOUND));
        },
        tx -> {
          tx.restore(edge(edge));
          return true;
        },
        (it, _) -> {
          it.edges.put(edge, it.goneEdges.find(edge).orElseThrow().last());
          return true;
        },
        mayBeForgotten);
  }
}
