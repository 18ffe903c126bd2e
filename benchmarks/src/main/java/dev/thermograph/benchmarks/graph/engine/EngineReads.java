package dev.thermograph.benchmarks.graph.engine;

import dev.thermograph.benchmarks.graph.GraphReads;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeCursor;
import dev.thermograph.engine.graph.NodeCursor;
import dev.thermograph.engine.graph.ReadView;

/**
 * Reads through one view and two cursors that were opened once. Hot path: allocates nothing. <b>Not
 * thread-safe.</b>
 */
final class EngineReads implements GraphReads {
  private static final int NOT_FOUND = -1;

  private final ReadView view;
  private final NodeCursor<EngineKinds.Person> nodes;
  private final EdgeCursor<EngineKinds.Knows> edges;
  private final int age;

  EngineReads(ReadView view) {
    this.view = view;
    nodes = view.cursor(EngineKinds.PERSON);
    edges = view.cursor(EngineKinds.KNOWS);
    age = nodes.column("age");
  }

  @Override
  public long findNode(long uid) {
    return nodes.seekKey(uid) ? nodes.id() : NOT_FOUND;
  }

  @Override
  public int ageOf(long uid) {
    return nodes.seekKey(uid) ? (int) nodes.getLong(age) : NOT_FOUND;
  }

  @Override
  public long sumOfNeighbours(long id) {
    edges.open(id, Direction.OUT);
    long sum = 0;
    while (edges.next()) {
      sum += edges.neighbour();
    }
    return sum;
  }

  @Override
  public void close() {
    view.close();
  }
}
