package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.graph.GraphModel.Edge;
import dev.thermograph.engine.internal.graph.GraphModel.Node;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes random commits, one per call, and does them to a store and a model alike. */
public final class GraphScript {
  /** Kinds of nodes and of edges. */
  public static final int KINDS = 3;

  private static final int CHANGES_MAX = 6;
  private static final int TEXT_MAX = 90;

  private final SplittableRandom random;
  private final int nodeMax;
  private final Map<Integer, Integer> kinds = new HashMap<>();
  private final Map<Integer, Edge> edges = new HashMap<>();
  private int nextNode;
  private int nextEdge;

  /** A script of its own for each seed. */
  public GraphScript(long seed, int nodeMax) {
    this.random = new SplittableRandom(seed);
    this.nodeMax = nodeMax;
  }

  /** One commit under this sequence. */
  public void commit(GraphTarget store, GraphModel model, long sequence) {
    int changes = random.nextInt(1, CHANGES_MAX);
    for (int change = 0; change < changes; change++) {
      int dice = random.nextInt(100);
      if (dice < 20 || nextNode < 3) {
        putNode(store, model, sequence);
      } else if (dice < 30) {
        deleteNode(store, model, sequence);
      } else if (dice < 75) {
        putEdge(store, model, sequence);
      } else {
        deleteEdge(store, model, sequence);
      }
    }
  }

  private void putNode(GraphTarget store, GraphModel model, long sequence) {
    boolean fresh = nextNode < nodeMax && random.nextInt(3) > 0;
    int number = fresh || nextNode == 0 ? nextNode++ : random.nextInt(nextNode);
    int kind = kinds.computeIfAbsent(number, _ -> random.nextInt(KINDS));
    Node node = new Node(kind, text());
    MemorySegment block = segment(node.block());
    Node before = model.nodesAt(sequence).get(number);
    store.putNode(number, kind, block, 0, (int) block.byteSize(), sequence);
    model.put(number, node, sequence);
    if (before == null || hash(before) != hash(node)) {
      if (before != null) {
        store.unindex(hash(before), number, sequence);
      }
      store.index(hash(node), number, sequence);
    }
  }

  /** Few values, so that nodes share them, and leave them and come back. */
  public static long hash(Node node) {
    return (node.block().length() / 12 + 1) * 0x9E37_79B9_7F4A_7C15L;
  }

  private void deleteNode(GraphTarget store, GraphModel model, long sequence) {
    Integer number = any(model.nodesAt(sequence));
    if (number == null) {
      return;
    }
    model
        .edgesAt(sequence)
        .forEach(
            (edge, value) -> {
              if (value.from() == number || value.to() == number) {
                store.deleteEdge(edge, sequence);
                model.deleteEdge(edge, sequence);
              }
            });
    Node before = Objects.requireNonNull(model.nodesAt(sequence).get(number));
    store.deleteNode(number, sequence);
    store.unindex(hash(before), number, sequence);
    model.deleteNode(number, sequence);
  }

  /** Deletes all there is, under this sequence. */
  public void deleteEverything(GraphTarget store, GraphModel model, long sequence) {
    for (int number : model.edgesAt(sequence).keySet()) {
      store.deleteEdge(number, sequence);
      model.deleteEdge(number, sequence);
    }
    model
        .nodesAt(sequence)
        .forEach(
            (number, node) -> {
              store.deleteNode(number, sequence);
              store.unindex(hash(node), number, sequence);
              model.deleteNode(number, sequence);
            });
  }

  private void putEdge(GraphTarget store, GraphModel model, long sequence) {
    Map<Integer, Node> nodes = model.nodesAt(sequence);
    Integer old = random.nextInt(4) == 0 && nextEdge > 0 ? random.nextInt(nextEdge) : null;
    Edge edge;
    if (old != null) {
      Edge was = Objects.requireNonNull(edges.get(old));
      if (!nodes.containsKey(was.from()) || !nodes.containsKey(was.to())) {
        return;
      }
      edge = new Edge(was.kind(), was.from(), was.to(), random.nextBoolean() ? "" : text());
    } else {
      Integer from = random.nextBoolean() ? firstOf(nodes) : any(nodes);
      Integer to = any(nodes);
      if (from == null || to == null) {
        return;
      }
      edge = new Edge(random.nextInt(KINDS), from, to, random.nextBoolean() ? "" : text());
    }
    int number = old == null ? nextEdge++ : old;
    edges.put(number, edge);
    MemorySegment block = segment(edge.block());
    store.putEdge(
        number, edge.kind(), edge.from(), edge.to(), block, 0, (int) block.byteSize(), sequence);
    model.put(number, edge, sequence);
  }

  private void deleteEdge(GraphTarget store, GraphModel model, long sequence) {
    Integer number = any(model.edgesAt(sequence));
    if (number != null) {
      store.deleteEdge(number, sequence);
      model.deleteEdge(number, sequence);
    }
  }

  /** The first node gets half of the edges, so that its lists grow. */
  private static @Nullable Integer firstOf(Map<Integer, Node> nodes) {
    return nodes.isEmpty() ? null : nodes.keySet().iterator().next();
  }

  private @Nullable Integer any(Map<Integer, ?> map) {
    if (map.isEmpty()) {
      return null;
    }
    List<Integer> numbers = new ArrayList<>(map.keySet());
    return numbers.get(random.nextInt(numbers.size()));
  }

  private String text() {
    return "x".repeat(random.nextInt(1, TEXT_MAX)) + random.nextInt(1000);
  }

  static MemorySegment segment(String text) {
    return MemorySegment.ofArray(text.getBytes(StandardCharsets.US_ASCII));
  }
}
