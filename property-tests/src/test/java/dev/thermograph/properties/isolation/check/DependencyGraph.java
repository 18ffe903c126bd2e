package dev.thermograph.properties.isolation.check;

import dev.thermograph.properties.isolation.history.Items;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Transactions and what orders them, in arrays. Nodes from {@link #transactionCount()} on are
 * junctions: they stand for "all these before all those", which would else take a square number of
 * edges. Immutable once built.
 */
final class DependencyGraph {
  private final int transactionCount;
  private final int nodeCount;

  /** The edges that leave node n are those from {@code first[n]} up to {@code first[n + 1]}. */
  private final int[] first;

  private final int[] source;
  private final int[] target;
  private final Dependency[] kind;
  private final int[] item;
  private final long[] value;

  private DependencyGraph(Builder builder) {
    transactionCount = builder.transactionCount;
    nodeCount = builder.nodeCount;
    int edgeCount = builder.edgeCount;
    first = new int[nodeCount + 2];
    for (int edge = 0; edge < edgeCount; edge++) {
      first[builder.source[edge] + 2]++;
    }
    for (int node = 2; node < first.length; node++) {
      first[node] += first[node - 1];
    }
    source = new int[edgeCount];
    target = new int[edgeCount];
    kind = new Dependency[edgeCount];
    item = new int[edgeCount];
    value = new long[edgeCount];
    for (int edge = 0; edge < edgeCount; edge++) {
      int place = first[builder.source[edge] + 1]++;
      source[place] = builder.source[edge];
      target[place] = builder.target[edge];
      kind[place] = builder.kind[edge];
      item[place] = builder.item[edge];
      value[place] = builder.value[edge];
    }
  }

  int transactionCount() {
    return transactionCount;
  }

  int nodeCount() {
    return nodeCount;
  }

  int edgeCount() {
    return source.length;
  }

  int firstEdge(int node) {
    return first[node];
  }

  int endEdge(int node) {
    return first[node + 1];
  }

  int source(int edge) {
    return source[edge];
  }

  int target(int edge) {
    return target[edge];
  }

  Dependency kind(int edge) {
    return kind[edge];
  }

  /** The list or register it is about, see {@link Items}. */
  int item(int edge) {
    return item[edge];
  }

  /** The value it is about. */
  long value(int edge) {
    return value[edge];
  }

  Map<Dependency, Integer> counts() {
    Map<Dependency, Integer> counts = new EnumMap<>(Dependency.class);
    for (Dependency each : kind) {
      counts.merge(each, 1, Integer::sum);
    }
    return counts;
  }

  /** Collects edges. */
  static final class Builder {
    private final int transactionCount;
    private int nodeCount;
    private int edgeCount;
    private int[] source = new int[1024];
    private int[] target = new int[1024];
    private Dependency[] kind = new Dependency[1024];
    private int[] item = new int[1024];
    private long[] value = new long[1024];

    Builder(int transactionCount) {
      this.transactionCount = transactionCount;
      this.nodeCount = transactionCount;
    }

    int addJunction() {
      return nodeCount++;
    }

    void add(int from, int to, Dependency dependency) {
      add(from, to, dependency, 0, 0);
    }

    /** Nothing comes before itself: such an edge is left out. */
    void add(int from, int to, Dependency dependency, int about, long changed) {
      if (from == to) {
        return;
      }
      if (edgeCount == source.length) {
        grow(edgeCount * 2);
      }
      source[edgeCount] = from;
      target[edgeCount] = to;
      kind[edgeCount] = dependency;
      item[edgeCount] = about;
      value[edgeCount] = changed;
      edgeCount++;
    }

    private void grow(int length) {
      source = Arrays.copyOf(source, length);
      target = Arrays.copyOf(target, length);
      kind = Arrays.copyOf(kind, length);
      item = Arrays.copyOf(item, length);
      value = Arrays.copyOf(value, length);
    }

    DependencyGraph build() {
      return new DependencyGraph(this);
    }
  }
}
