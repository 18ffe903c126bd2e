package dev.thermograph.benchmarks.graph;

/**
 * What every side has to answer about a graph, computed from the generated edges and not by any
 * side. Ids differ between sides, so a side is asked for its own first. <em>Immutable.</em>
 */
public final class Answers {
  private final long[] ids;
  private final long[] neighbourSums;

  private Answers(long[] ids, long[] neighbourSums) {
    this.ids = ids;
    this.neighbourSums = neighbourSums;
  }

  /** The answers in the ids of one side. */
  static Answers of(RmatGraph graph, GraphReads reads) {
    long[] ids = new long[graph.nodeCount()];
    for (int node = 0; node < ids.length; node++) {
      ids[node] = reads.findNode(Values.uid(node));
      if (ids[node] < 0) {
        throw new WrongAnswerException("id of node " + node, 0, ids[node]);
      }
    }
    long[] sums = new long[ids.length];
    for (int edge = 0; edge < graph.edgeCount(); edge++) {
      sums[graph.from(edge)] += ids[graph.to(edge)];
    }
    return new Answers(ids, sums);
  }

  /** A side's id of a node. */
  long id(int node) {
    return ids[node];
  }

  /** Sum of the ids of a node's neighbours. */
  long neighbourSum(int node) {
    return neighbourSums[node];
  }

  /**
   * Asks a side about every node.
   *
   * @throws RuntimeException when an answer is wrong
   */
  public static Answers requireAll(GraphSide side, RmatGraph graph) {
    try (GraphReads reads = side.openReads()) {
      Answers answers = of(graph, reads);
      for (int node = 0; node < graph.nodeCount(); node++) {
        WrongAnswerException.requireSame(
            "age of node " + node, Values.age(node), reads.ageOf(Values.uid(node)));
        WrongAnswerException.requireSame(
            "neighbours of node " + node,
            answers.neighbourSum(node),
            reads.sumOfNeighbours(answers.id(node)));
      }
      return answers;
    }
  }
}
