package dev.thermograph.benchmarks.graph.supernode;

import dev.thermograph.benchmarks.graph.WrongAnswerException;
import dev.thermograph.benchmarks.graph.engine.EngineKinds;
import dev.thermograph.benchmarks.graph.engine.EngineKinds.Knows;
import dev.thermograph.benchmarks.graph.engine.EngineKinds.Person;
import dev.thermograph.engine.Tenant;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeCursor;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReadView;
import dev.thermograph.wal.Durability;
import java.util.Arrays;

/** A node and its edges, each to a neighbour of its own. <b>Not thread-safe.</b> */
public final class Hub {
  static final int EDGES_PER_COMMIT = 1_000;

  private static final long NONE = -1;

  private static final CommitOptions NOT_WAITING =
      CommitOptions.DEFAULT.withDurability(Durability.none());

  private final Tenant tenant;
  private final NodeId node;

  /** By index of the edge. */
  private final long[] neighbours;

  /** By index of the edge; {@link #NONE} when it was deleted or not made yet. */
  private final long[] edges;

  private Hub(Tenant tenant, NodeId node, long[] neighbours) {
    this.tenant = tenant;
    this.node = node;
    this.neighbours = neighbours;
    this.edges = new long[neighbours.length];
    Arrays.fill(edges, NONE);
  }

  /**
   * Creates the node and so many that it can be connected with.
   *
   * @param firstNumber of the node; the others' follow
   */
  static Hub create(Tenant tenant, int firstNumber, int neighbourCount) {
    long[] neighbours = new long[neighbourCount];
    NodeId node =
        tenant.compute(tx -> tx.create(EngineKinds.PERSON, Person.ofNumber(firstNumber))).value();
    for (int first = 0; first < neighbourCount; first += EDGES_PER_COMMIT) {
      int begin = first;
      int end = Math.min(neighbourCount, first + EDGES_PER_COMMIT);
      tenant.write(
          tx -> {
            for (int index = begin; index < end; index++) {
              Person person = Person.ofNumber(firstNumber + 1L + index);
              neighbours[index] = tx.create(EngineKinds.PERSON, person).value();
            }
          });
    }
    return new Hub(tenant, node, neighbours);
  }

  /** Connects it with neighbours {@code first..end-1} in durable commits of 1,000 edges. */
  void connect(int first, int end) {
    for (int begin = first; begin < end; begin += EDGES_PER_COMMIT) {
      commit(begin, Math.min(end, begin + EDGES_PER_COMMIT));
    }
  }

  private void commit(int first, int end) {
    tenant.write(
        tx -> {
          for (int index = first; index < end; index++) {
            NodeId neighbour = new NodeId(neighbours[index]);
            EdgeId edge = tx.connect(EngineKinds.KNOWS, node, neighbour, Knows.ofNumber(index));
            edges[index] = edge.value();
          }
        });
  }

  /** Deletes an edge in a commit of its own, which does not wait for the disk. */
  void delete(int index) {
    tenant.write(NOT_WAITING, tx -> tx.delete(new EdgeId(edges[index])));
    edges[index] = NONE;
  }

  boolean isConnectedWith(int index) {
    return edges[index] != NONE;
  }

  int neighbourCount() {
    return neighbours.length;
  }

  /** Walks over all edges. */
  void requireEdges() {
    long count = 0;
    long sum = 0;
    for (int index = 0; index < edges.length; index++) {
      count += isConnectedWith(index) ? 1 : 0;
      sum += isConnectedWith(index) ? neighbours[index] : 0;
    }
    try (ReadView view = tenant.read()) {
      EdgeCursor<Knows> cursor = view.cursor(EngineKinds.KNOWS);
      cursor.open(node, Direction.OUT);
      while (cursor.next()) {
        count--;
        sum -= cursor.neighbour();
      }
    }
    WrongAnswerException.requireSame("edges of the node that are missing", 0, count);
    WrongAnswerException.requireSame("sum of neighbours that are missing", 0, sum);
  }
}
