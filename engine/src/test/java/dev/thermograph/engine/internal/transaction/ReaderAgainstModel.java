package dev.thermograph.engine.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.Edge;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.GraphReader;
import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.internal.transaction.TransactionModel.ModelEdge;
import dev.thermograph.engine.internal.transaction.TransactionModel.ModelNode;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what a reader sees with a model: all of it, or one thing at random. */
final class ReaderAgainstModel {
  private final GraphReader reader;
  private final TransactionModel model;
  private final String when;

  ReaderAgainstModel(GraphReader reader, TransactionModel model, String when) {
    this.reader = reader;
    this.model = model;
    this.when = when;
  }

  /** Compares everything that scans find. */
  void compareAll() {
    Map<Integer, ModelNode> nodes = new TreeMap<>();
    Kinds.NODE_KINDS.forEach(kind -> reader.nodes(kind).forEach(it -> put(nodes, it)));
    assertThat(nodes).as("nodes %s", when).isEqualTo(model.nodes);
    Map<Integer, ModelEdge> edges = new TreeMap<>();
    Kinds.EDGE_KINDS.forEach(kind -> reader.edges(kind).forEach(it -> put(edges, it)));
    assertThat(edges).as("edges %s", when).isEqualTo(model.edges);
  }

  private static void put(Map<Integer, ModelNode> nodes, Node<?> node) {
    nodes.put(node.id().number(), modelOf(node));
  }

  private static void put(Map<Integer, ModelEdge> edges, Edge<?> edge) {
    edges.put(edge.id().number(), modelOf(edge));
  }

  private static ModelNode modelOf(Node<?> node) {
    return new ModelNode(node.kind(), ModelProperties.of(node.properties()));
  }

  private static ModelEdge modelOf(Edge<?> edge) {
    return new ModelEdge(
        edge.kind(),
        edge.from().number(),
        edge.to().number(),
        ModelProperties.of(edge.properties()));
  }

  /** Compares what one call gives. */
  void compareOne(SplittableRandom random) {
    NodeKind<?> nodeKind = Kinds.NODE_KINDS.get(random.nextInt(Kinds.NODE_KINDS.size()));
    EdgeKind<?> edgeKind = Kinds.EDGE_KINDS.get(random.nextInt(Kinds.EDGE_KINDS.size()));
    int node = anyNumber(random, model.nodes);
    int edge = anyNumber(random, model.edges);
    switch (random.nextInt(8)) {
      case 0 -> compareNode(nodeKind, node);
      case 1 -> compareEdge(edgeKind, edge);
      case 2 -> compareWalk(edgeKind, node, false);
      case 3 -> compareWalk(edgeKind, node, true);
      case 4 -> compareBetween(edgeKind, node, anyNumber(random, model.nodes));
      case 5 -> compareUnique(nodeKind, random);
      case 6 -> compareCounts(nodeKind, edgeKind);
      default -> compareNames(node, edge);
    }
  }

  static int anyNumber(SplittableRandom random, SortedMap<Integer, ?> map) {
    if (map.isEmpty() || random.nextInt(8) == 0) {
      return random.nextInt(60);
    }
    List<Integer> numbers = List.copyOf(map.keySet());
    return numbers.get(random.nextInt(numbers.size()));
  }

  private static NodeId nodeId(int node) {
    return NodeId.of(TransactionBed.TENANT, node);
  }

  private static EdgeId edgeId(int edge) {
    return EdgeId.of(TransactionBed.TENANT, edge);
  }

  private void compareNode(NodeKind<?> kind, int node) {
    ModelNode expected = model.nodes.get(node);
    assertThat(reader.find(kind, nodeId(node)).map(ReaderAgainstModel::modelOf).orElse(null))
        .as("node %d %s", node, when)
        .isEqualTo(expected == null || expected.kind() != kind ? null : expected);
  }

  private void compareEdge(EdgeKind<?> kind, int edge) {
    ModelEdge expected = model.edges.get(edge);
    assertThat(reader.find(kind, edgeId(edge)).map(ReaderAgainstModel::modelOf).orElse(null))
        .as("edge %d %s", edge, when)
        .isEqualTo(expected == null || expected.kind() != kind ? null : expected);
  }

  private void compareWalk(EdgeKind<?> kind, int node, boolean incoming) {
    Direction direction = incoming ? Direction.IN : Direction.OUT;
    List<Integer> expected =
        model.edges.entrySet().stream()
            .filter(it -> it.getValue().kind() == kind)
            .filter(it -> (incoming ? it.getValue().to() : it.getValue().from()) == node)
            .map(Map.Entry::getKey)
            .toList();
    assertThat(numbers(reader.edges(kind, nodeId(node), direction)))
        .as("edges %s %s of %d %s", kind, direction, node, when)
        .isEqualTo(expected);
    assertThat(reader.degree(kind, nodeId(node), direction)).isEqualTo(expected.size());
  }

  private static List<Integer> numbers(List<? extends Edge<?>> edges) {
    return edges.stream().map(it -> it.id().number()).sorted().toList();
  }

  private void compareBetween(EdgeKind<?> kind, int from, int to) {
    assertThat(numbers(reader.edgesBetween(kind, nodeId(from), nodeId(to))))
        .as("edges %s from %d to %d %s", kind, from, to, when)
        .containsExactlyElementsOf(model.between(kind, from, to));
  }

  private void compareUnique(NodeKind<?> kind, SplittableRandom random) {
    List<String> rules = TransactionModel.rulesOf(kind);
    if (rules.isEmpty()) {
      return;
    }
    String rule = rules.get(random.nextInt(rules.size()));
    Map<String, @Nullable Object> wanted = new ModelValues(random).nodeProperties(kind);
    @Nullable Object[] values =
        (rule.equals("pair") ? Stream.of("a", "b") : Stream.of(rule))
            .<@Nullable Object>map(wanted::get)
            .toArray();
    assertThat(reader.findUnique(kind, rule, values).map(it -> it.id().number()))
        .as("node with %s %s %s", rule, wanted, when)
        .isEqualTo(model.findUnique(kind, rule, wanted));
  }

  private void compareCounts(NodeKind<?> nodeKind, EdgeKind<?> edgeKind) {
    assertThat(reader.count(nodeKind))
        .as("count %s %s", nodeKind, when)
        .isEqualTo(model.nodes.values().stream().filter(it -> it.kind() == nodeKind).count());
    assertThat(reader.count(edgeKind))
        .as("count %s %s", edgeKind, when)
        .isEqualTo(model.edges.values().stream().filter(it -> it.kind() == edgeKind).count());
  }

  private void compareNames(int node, int edge) {
    ModelNode expectedNode = model.nodes.get(node);
    ModelEdge expectedEdge = model.edges.get(edge);
    assertThat(reader.findKindName(nodeId(node)).orElse(null))
        .isEqualTo(expectedNode == null ? null : expectedNode.kind().name());
    assertThat(reader.findKindName(edgeId(edge)).orElse(null))
        .isEqualTo(expectedEdge == null ? null : expectedEdge.kind().name());
    assertThat(reader.exists(nodeId(node))).as("%d %s", node, when).isEqualTo(expectedNode != null);
    assertThat(reader.exists(edgeId(edge))).as("%d %s", edge, when).isEqualTo(expectedEdge != null);
  }
}
