package dev.thermograph.benchmarks.graph;

import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;

/**
 * A long row of questions about random nodes, asked round and round, the same for each side. Since
 * the sum of the answers is known after any count of questions, no answer is checked while the time
 * runs, and still no wrong one gets through. <em>Immutable.</em>
 */
final class Questions {
  /** A power of two: more than what the caches next to the core hold. */
  static final int COUNT = 1 << 16;

  private static final long SEED = 7;

  private final long[] asked;

  /** Sum of the answers before each question, and after the last. */
  private final long[] sums;

  private Questions(long[] asked, long[] sums) {
    this.asked = asked;
    this.sums = sums;
  }

  /**
   * The row for one kind of question.
   *
   * @param question what is asked about a node
   * @param answer what a side has to say
   */
  static Questions about(int nodeCount, IntToLongFunction question, IntToLongFunction answer) {
    SplittableRandom random = new SplittableRandom(SEED);
    long[] asked = new long[COUNT];
    long[] sums = new long[COUNT + 1];
    for (int index = 0; index < COUNT; index++) {
      int node = random.nextInt(nodeCount);
      asked[index] = question.applyAsLong(node);
      sums[index + 1] = sums[index] + answer.applyAsLong(node);
    }
    return new Questions(asked, sums);
  }

  /** What the question with this number asks; they go on for ever. Hot path. */
  long get(long number) {
    return asked[(int) number & (COUNT - 1)];
  }

  /** Refuses a sum of answers that the first so many questions do not have. */
  void requireSum(String what, long count, long sum) {
    long expected = count / COUNT * sums[COUNT] + sums[(int) (count % COUNT)];
    WrongAnswerException.requireSame("sum of " + count + " " + what, expected, sum);
  }
}
