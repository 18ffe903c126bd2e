package dev.thermograph.benchmarks.graph;

import java.nio.file.Path;
import java.util.function.Function;

/**
 * A small run through all that the questions ask of a side, for the tests of the sides: load, read,
 * commit, close, open again, read again.
 */
public final class Rehearsal {
  private static final int SCALE = 8;
  private static final int ELEMENTS_PER_TRANSACTION = 100;
  private static final int COMMITS = 20;

  private Rehearsal() {}

  /**
   * Runs it.
   *
   * @param opens opens the side in a directory
   * @param directory does not exist yet
   * @throws RuntimeException when an answer is wrong
   */
  public static void ofDurable(Function<Path, GraphSide> opens, Path directory) {
    RmatGraph graph = RmatGraph.ofScale(SCALE);
    try (GraphSide side = opens.apply(directory)) {
      Loading.load(side, graph, ELEMENTS_PER_TRANSACTION);
      Answers answers = Answers.requireAll(side, graph);
      try (GraphCommits commits = side.openCommits()) {
        for (int commit = 0; commit < COMMITS; commit++) {
          commits.commit(graph.nodeCount() + commit, answers.id(commit));
        }
      }
      requireCommits(side, graph, answers);
    }
    try (GraphSide side = opens.apply(directory)) {
      requireCommits(side, graph, Answers.requireAll(side, graph));
    }
  }

  /** The same without what a side in memory cannot do. */
  public static void ofVolatile(Function<Path, GraphSide> opens, Path directory) {
    RmatGraph graph = RmatGraph.ofScale(SCALE);
    try (GraphSide side = opens.apply(directory)) {
      Loading.load(side, graph, ELEMENTS_PER_TRANSACTION);
      Answers.requireAll(side, graph);
    }
  }

  private static void requireCommits(GraphSide side, RmatGraph graph, Answers answers) {
    try (GraphReads reads = side.openReads()) {
      for (int commit = 0; commit < COMMITS; commit++) {
        int node = graph.nodeCount() + commit;
        long uid = Values.uid(node);
        WrongAnswerException.requireSame("age", Values.age(node), reads.ageOf(uid));
        long neighbour = reads.sumOfNeighbours(reads.findNode(uid));
        WrongAnswerException.requireSame("neighbour", answers.id(commit), neighbour);
      }
      WrongAnswerException.requireSame(
          "nobody", -1, reads.findNode(Values.uid(graph.nodeCount() + COMMITS)));
    }
  }
}
