package dev.thermograph.properties.engine;

import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.Edge;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.GraphReader;
import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.properties.engine.Graph.PlainEdge;
import dev.thermograph.properties.engine.Graph.PlainNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Random questions with one answer. */
final class Look {
  private static final List<Direction> DIRECTIONS = List.of(Direction.values());

  private final SplittableRandom random;
  private final RandomElements elements;
  private final ModelKinds kinds;
  private final int tenant;

  Look(SplittableRandom random, ModelKinds kinds, int tenant) {
    this.random = random;
    this.elements = new RandomElements(random, kinds);
    this.kinds = kinds;
    this.tenant = tenant;
  }

  /**
   * One question.
   *
   * @param text in words
   * @param real asks a reader
   * @param plain asks the reference
   */
  record Question(String text, Function<GraphReader, Object> real, Function<Graph, Object> plain) {}

  /** As a call within a transaction. */
  Call call(Graph graph) {
    Question question = question(graph);
    return new Call(
        question.text,
        _ -> EnumSet.noneOf(Refusal.class),
        question.real::apply,
        (it, _) -> question.plain.apply(it),
        false);
  }

  Question question(Graph graph) {
    return switch (random.nextInt(9)) {
      case 0 -> node(elements.nodeKind(), elements.node(graph));
      case 1 -> edge(elements.edgeKind(), elements.edge(graph));
      case 2, 3 -> walk(elements.edgeKind(), elements.node(graph));
      case 4 -> between(elements.edgeKind(), elements.node(graph), elements.node(graph));
      case 5 -> unique();
      case 6 -> count(elements.nodeKind());
      case 7 -> count(elements.edgeKind());
      default -> names(elements.node(graph), elements.edge(graph));
    };
  }

  static PlainNode plain(Node<?> node) {
    return new PlainNode(node.kind().name(), PlainProperties.of(node.properties()));
  }

  static PlainEdge plain(Edge<?> edge) {
    return new PlainEdge(
        edge.kind().name(),
        edge.from().number(),
        edge.to().number(),
        PlainProperties.of(edge.properties()));
  }

  private NodeId nodeId(int node) {
    return NodeId.of(tenant, node);
  }

  private EdgeId edgeId(int edge) {
    return EdgeId.of(tenant, edge);
  }

  private Question node(NodeKind<?> kind, int node) {
    return new Question(
        "find " + kind.name() + " " + node,
        reader -> reader.find(kind, nodeId(node)).map(Look::plain),
        graph ->
            Optional.ofNullable(graph.nodes.get(node)).filter(it -> it.kind().equals(kind.name())));
  }

  private Question edge(EdgeKind<?> kind, int edge) {
    return new Question(
        "find " + kind.name() + " " + edge,
        reader -> reader.find(kind, edgeId(edge)).map(Look::plain),
        graph ->
            Optional.ofNullable(graph.edges.get(edge)).filter(it -> it.kind().equals(kind.name())));
  }

  /** A loop is met twice in both directions. */
  private Question walk(EdgeKind<?> kind, int node) {
    Direction direction = DIRECTIONS.get(random.nextInt(DIRECTIONS.size()));
    return new Question(
        "edges " + kind.name() + " " + direction + " of " + node,
        reader ->
            List.of(
                reader.edges(kind, nodeId(node), direction).stream()
                    .map(it -> it.id().number())
                    .sorted()
                    .toList(),
                reader.degree(kind, nodeId(node), direction)),
        graph -> {
          List<Integer> met =
              graph.edges.entrySet().stream()
                  .filter(it -> it.getValue().kind().equals(kind.name()))
                  .<Integer>mapMulti(
                      (it, sink) -> {
                        if (direction != Direction.IN && it.getValue().from() == node) {
                          sink.accept(it.getKey());
                        }
                        if (direction != Direction.OUT && it.getValue().to() == node) {
                          sink.accept(it.getKey());
                        }
                      })
                  .sorted()
                  .toList();
          return List.of(met, (long) met.size());
        });
  }

  private Question between(EdgeKind<?> kind, int from, int to) {
    return new Question(
        "edges " + kind.name() + " " + from + "-" + to,
        reader ->
            reader.edgesBetween(kind, nodeId(from), nodeId(to)).stream()
                .map(it -> it.id().number())
                .collect(Collectors.toSet()),
        graph -> graph.between(kind.name(), from, to));
  }

  private Question unique() {
    List<NodeKind<?>> ruled =
        kinds.nodes().stream().filter(it -> !Graph.rulesOf(it).isEmpty()).toList();
    NodeKind<?> kind = ruled.get(random.nextInt(ruled.size()));
    List<String> rules = Graph.rulesOf(kind);
    String rule = rules.get(random.nextInt(rules.size()));
    Map<String, @Nullable Object> wanted = new RandomValues(random).of(kind);
    return new Question(
        "unique " + kind.name() + " " + rule + wanted,
        reader ->
            reader
                .findUnique(kind, rule, Graph.wanted(kind, rule, wanted))
                .map(it -> it.id().number()),
        graph -> graph.findUnique(kind, rule, wanted));
  }

  private static Question count(NodeKind<?> kind) {
    return new Question(
        "count " + kind.name(),
        reader -> reader.count(kind),
        graph -> graph.nodes.values().stream().filter(it -> it.kind().equals(kind.name())).count());
  }

  private static Question count(EdgeKind<?> kind) {
    return new Question(
        "count " + kind.name(),
        reader -> reader.count(kind),
        graph -> graph.edges.values().stream().filter(it -> it.kind().equals(kind.name())).count());
  }

  private Question names(int node, int edge) {
    return new Question(
        "kinds of node " + node + " and edge " + edge,
        reader ->
            List.of(
                reader.findKindName(nodeId(node)),
                reader.findKindName(edgeId(edge)),
                reader.exists(nodeId(node)),
                reader.exists(edgeId(edge))),
        graph ->
            List.of(
                Optional.ofNullable(graph.nodes.get(node)).map(PlainNode::kind),
                Optional.ofNullable(graph.edges.get(edge)).map(PlainEdge::kind),
                graph.nodes.containsKey(node),
                graph.edges.containsKey(edge)));
  }
}
