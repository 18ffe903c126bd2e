package dev.thermograph.engine.error;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A commit has more bytes than one log record holds; nothing was written. */
public final class CommitTooLargeException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message has how many bytes there are at least, and how many there may be. */
  public CommitTooLargeException(long bytes, int limit) {
    super(
        Severity.REFUSED,
        Messages.format(
            "the commit is too large, split it: bytes=%d or more, limit=%d", bytes, limit),
        null);
  }
}
