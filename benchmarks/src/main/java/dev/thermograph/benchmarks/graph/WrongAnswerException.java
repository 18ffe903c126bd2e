package dev.thermograph.benchmarks.graph;

import java.util.Locale;

/** A side answered wrongly, so its figures mean nothing; fails the run. */
final class WrongAnswerException extends RuntimeException {
  WrongAnswerException(String question, long expected, long found) {
    super(
        String.format(
            Locale.ROOT, "wrong answer: %s expected=%d found=%d", question, expected, found));
  }

  static void requireSame(String question, long expected, long found) {
    if (expected != found) {
      throw new WrongAnswerException(question, expected, found);
    }
  }
}
