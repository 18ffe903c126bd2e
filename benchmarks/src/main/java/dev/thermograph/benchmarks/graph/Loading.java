package dev.thermograph.benchmarks.graph;

/** How a graph is loaded, the same for each side. */
public final class Loading {
  /** Nodes or edges of a transaction. */
  public static final int ELEMENTS_PER_TRANSACTION = 20_000;

  private Loading() {}

  /** Loads all nodes and then all edges, in transactions of 20,000. */
  public static void load(GraphSide side, RmatGraph graph) {
    load(side, graph, ELEMENTS_PER_TRANSACTION);
  }

  static void load(GraphSide side, RmatGraph graph, int elementsPerTransaction) {
    for (int first = 0; first < graph.nodeCount(); first += elementsPerTransaction) {
      side.addNodes(first, Math.min(graph.nodeCount(), first + elementsPerTransaction));
    }
    for (int first = 0; first < graph.edgeCount(); first += elementsPerTransaction) {
      side.addEdges(graph, first, Math.min(graph.edgeCount(), first + elementsPerTransaction));
    }
    side.finishLoad();
  }
}
