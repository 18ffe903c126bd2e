package dev.thermograph.benchmarks.peers.tinkergraph;

import dev.thermograph.benchmarks.graph.GraphCommits;
import dev.thermograph.benchmarks.graph.GraphReads;
import dev.thermograph.benchmarks.graph.GraphSide;
import dev.thermograph.benchmarks.graph.RmatGraph;
import dev.thermograph.benchmarks.graph.Values;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.tinkerpop.gremlin.structure.Direction;
import org.apache.tinkerpop.gremlin.structure.T;
import org.apache.tinkerpop.gremlin.structure.Vertex;
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph;
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerIndexHelper;
import org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerVertex;

/**
 * TinkerGraph: objects on the heap, no transactions and no durability. Asked through its structure
 * and its index and not through Gremlin, which would cost more. Ids are the numbers of the nodes.
 */
public final class TinkerPopGraph implements GraphSide {
  private static final String PERSON = "person";
  private static final String KNOWS = "knows";
  private static final String UID = "uid";

  private final TinkerGraph graph = TinkerGraph.open();

  /** An empty one; the directory stays empty too. */
  public TinkerPopGraph(Path directory) {
    graph.createIndex(UID, Vertex.class);
  }

  @Override
  public void addNodes(int first, int end) {
    for (int node = first; node < end; node++) {
      requireUnused(Values.uid(node));
      graph.addVertex(
          T.id,
          (long) node,
          T.label,
          PERSON,
          UID,
          Values.uid(node),
          "name",
          Values.name(node),
          "age",
          Values.age(node));
    }
  }

  /** TinkerGraph knows no unique properties. */
  private void requireUnused(long uid) {
    if (!find(graph, uid).isEmpty()) {
      throw new IllegalStateException("uid is used: uid=" + uid);
    }
  }

  private static List<TinkerVertex> find(TinkerGraph graph, long uid) {
    return TinkerIndexHelper.queryVertexIndex(graph, UID, uid);
  }

  @Override
  public void addEdges(RmatGraph edges, int first, int end) {
    for (int edge = first; edge < end; edge++) {
      graph
          .vertex((long) edges.from(edge))
          .addEdge(KNOWS, graph.vertex((long) edges.to(edge)), "since", Values.since(edge));
    }
  }

  @Override
  public GraphReads openReads() {
    return new Reads(graph);
  }

  @Override
  public GraphCommits openCommits() {
    throw new UnsupportedOperationException("TinkerGraph is not durable");
  }

  @Override
  public void close() {
    graph.close();
  }

  private record Reads(TinkerGraph graph) implements GraphReads {
    @Override
    public long findNode(long uid) {
      List<TinkerVertex> found = find(graph, uid);
      return found.isEmpty() ? -1 : (long) found.getFirst().id();
    }

    @Override
    public int ageOf(long uid) {
      return find(graph, uid).getFirst().value("age");
    }

    @Override
    public long sumOfNeighbours(long id) {
      Iterator<Vertex> neighbours = graph.vertex(id).vertices(Direction.OUT, KNOWS);
      long sum = 0;
      while (neighbours.hasNext()) {
        sum += (long) neighbours.next().id();
      }
      return sum;
    }

    @Override
    public void close() {}
  }
}
