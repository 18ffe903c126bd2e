package dev.thermograph.engine.error;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A log record of a commit is not what the format says, or not what the tenant can take. */
public final class CommitDamagedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message has what is wrong and where in which record. */
  public CommitDamagedException(String what, long sequence, int offset) {
    super(
        Severity.HALT,
        Messages.format("%s: commit sequence=%d offset=%d", what, sequence, offset),
        null);
  }
}
