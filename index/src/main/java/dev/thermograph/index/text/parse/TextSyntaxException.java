package dev.thermograph.index.text.parse;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A query that does not follow the strict grammar. */
public final class TextSyntaxException extends ThermographException {
  private static final long serialVersionUID = 1L;

  private final int position;
  private final String found;
  private final String expected;

  TextSyntaxException(int position, String found, String expected) {
    super(
        Severity.REFUSED,
        Messages.format("query is wrong at %d: found %s, expected %s", position, found, expected),
        null);
    this.position = position;
    this.found = found;
    this.expected = expected;
  }

  /** Where: how many code points stand before it. */
  public int position() {
    return position;
  }

  /** What stands there. */
  public String found() {
    return found;
  }

  /** What could stand there instead. */
  public String expected() {
    return expected;
  }
}
