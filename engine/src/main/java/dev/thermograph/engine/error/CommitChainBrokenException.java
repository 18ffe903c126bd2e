package dev.thermograph.engine.error;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * A commit was not built on the one before it: the log lacks one of them, or two writers made them.
 * Building on would make a graph that nobody ever committed, so the tenant is not opened.
 */
public final class CommitChainBrokenException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message has the commit, what it was built on, and what was the last. */
  public CommitChainBrokenException(long sequence, long previous, long last) {
    super(
        Severity.HALT,
        Messages.format(
            "the commit was built on another one than the last: commit sequence=%d builtOn=%d"
                + " last=%d",
            sequence, previous, last),
        null);
  }
}
