package dev.thermograph.index.text.query;

import static dev.thermograph.error.InvalidArgumentException.requireRange;

import dev.thermograph.error.InvalidArgumentException;

/** What every text in a query has to be. */
final class QueryText {

  private QueryText() {}

  static void require(String what, String text) {
    requireRange(what + " length", text.length(), 1, TextQuery.TEXT_CHARS_MAX);
    if (text.isBlank()) {
      throw new InvalidArgumentException(what + " must not be blank");
    }
  }
}
