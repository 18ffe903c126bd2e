package dev.thermograph.benchmarks.graph;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A side that is right passes; a side with a planted fault is found out, by each of the checks. */
final class WrongSidesTest {
  private static final long VICTIM = 77;

  @TempDir Path directory;

  @Test
  void plainArraysAnswerRightly() {
    assertThatCode(() -> rehearse(reads -> reads)).doesNotThrowAnyException();
  }

  @Test
  void oneWrongAgeIsFound() {
    assertThatThrownBy(() -> rehearse(WrongAge::new))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessageContaining("age of node 77");
  }

  @Test
  void oneLostEdgeIsFound() {
    assertThatThrownBy(() -> rehearse(LostEdge::new))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessageContaining("neighbours of node 77");
  }

  @Test
  void nodeThatIsNotThereIsFound() {
    assertThatThrownBy(() -> rehearse(LostNode::new)).isInstanceOf(WrongAnswerException.class);
  }

  @Test
  void sumOfRightAnswersPassesAfterAnyCount() {
    Questions questions = Questions.about(1 << 8, node -> node, node -> 3L * node);
    for (long count : new long[] {0, 1, 1000, Questions.COUNT, 3L * Questions.COUNT + 5}) {
      questions.requireSum("numbers", count, sum(questions, count));
    }
  }

  @Test
  void oneWrongAnswerAmongManyIsFound() {
    Questions questions = Questions.about(1 << 8, node -> node, node -> 3L * node);
    long count = 2L * Questions.COUNT + 17;
    long wrong = sum(questions, count) + 1;
    assertThatThrownBy(() -> questions.requireSum("numbers", count, wrong))
        .isInstanceOf(WrongAnswerException.class)
        .hasMessageContaining("sum of 131089 numbers");
  }

  private static long sum(Questions questions, long count) {
    long sum = 0;
    for (long number = 0; number < count; number++) {
      sum += 3 * questions.get(number);
    }
    return sum;
  }

  private void rehearse(UnaryOperator<GraphReads> plant) {
    Rehearsal.ofVolatile(path -> new Planted(new ArrayGraph(path), plant), directory);
  }

  /** A right side whose reads are tampered with. */
  private record Planted(GraphSide side, UnaryOperator<GraphReads> plant) implements GraphSide {
    @Override
    public void addNodes(int first, int end) {
      side.addNodes(first, end);
    }

    @Override
    public void addEdges(RmatGraph graph, int first, int end) {
      side.addEdges(graph, first, end);
    }

    @Override
    public void finishLoad() {
      side.finishLoad();
    }

    @Override
    public GraphReads openReads() {
      return plant.apply(side.openReads());
    }

    @Override
    public GraphCommits openCommits() {
      return side.openCommits();
    }

    @Override
    public void close() {
      side.close();
    }
  }

  /** Right but where a fault overrides it. */
  private abstract static class Tampered implements GraphReads {
    final GraphReads right;

    Tampered(GraphReads right) {
      this.right = right;
    }

    @Override
    public long findNode(long uid) {
      return right.findNode(uid);
    }

    @Override
    public int ageOf(long uid) {
      return right.ageOf(uid);
    }

    @Override
    public long sumOfNeighbours(long id) {
      return right.sumOfNeighbours(id);
    }

    @Override
    public void close() {
      right.close();
    }
  }

  private static final class WrongAge extends Tampered {
    WrongAge(GraphReads right) {
      super(right);
    }

    @Override
    public int ageOf(long uid) {
      return right.ageOf(uid) + (uid == Values.uid(VICTIM) ? 1 : 0);
    }
  }

  private static final class LostEdge extends Tampered {
    LostEdge(GraphReads right) {
      super(right);
    }

    @Override
    public long sumOfNeighbours(long id) {
      return right.sumOfNeighbours(id) - (id == VICTIM ? 1 : 0);
    }
  }

  private static final class LostNode extends Tampered {
    LostNode(GraphReads right) {
      super(right);
    }

    @Override
    public long findNode(long uid) {
      return uid == Values.uid(VICTIM) ? -1 : right.findNode(uid);
    }
  }
}
