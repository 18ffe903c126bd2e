package dev.thermograph.benchmarks.graph;

import java.util.Locale;

/** A side answered wrongly, so its figures mean nothing; fails the run. */
public final class WrongAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The question, and both answers. */
  public WrongAnswerException(String question, long expected, long found) {
    super(
        String.format(
            Locale.ROOT, "wrong answer: %s expected=%d found=%d", question, expected, found));
  }

  /** Refuses an answer that is not the expected one. */
  public static void requireSame(String question, long expected, long found) {
    if (expected != found) {
      throw new WrongAnswerException(question, expected, found);
    }
  }
}
