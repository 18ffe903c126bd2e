package dev.thermograph.properties.engine;

import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;

/** Picks elements that are there, and sometimes others. */
final class RandomElements {
  private static final int ELSE_ONE_OF = 10;
  private static final int NUMBERS = 60;

  private final SplittableRandom random;
  private final ModelKinds kinds;

  RandomElements(SplittableRandom random, ModelKinds kinds) {
    this.random = random;
    this.kinds = kinds;
  }

  NodeKind<?> nodeKind() {
    return kinds.nodes().get(random.nextInt(kinds.nodes().size()));
  }

  EdgeKind<?> edgeKind() {
    return kinds.edges().get(random.nextInt(kinds.edges().size()));
  }

  int node(Graph graph) {
    return any(graph.nodes);
  }

  int edge(Graph graph) {
    return any(graph.edges);
  }

  private int any(SortedMap<Integer, ?> map) {
    return any(List.copyOf(map.keySet()));
  }

  private int any(List<Integer> numbers) {
    return numbers.isEmpty() || random.nextInt(ELSE_ONE_OF) == 0
        ? random.nextInt(NUMBERS)
        : numbers.get(random.nextInt(numbers.size()));
  }

  int goneNode(Graph graph) {
    return any(gone(graph.goneNodes.numbers(), graph.nodes));
  }

  int goneEdge(Graph graph) {
    return any(gone(graph.goneEdges.numbers(), graph.edges));
  }

  private static List<Integer> gone(List<Integer> numbers, SortedMap<Integer, ?> there) {
    return numbers.stream().filter(it -> !there.containsKey(it)).toList();
  }
}
