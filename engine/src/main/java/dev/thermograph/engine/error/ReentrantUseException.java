package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * A change that is being collected asked its own tenant to commit, to forget or to close. Nothing
 * happened; put what it wanted into the same commit, or do it afterwards.
 */
public final class ReentrantUseException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the call that was refused. */
  public ReentrantUseException(int tenant, String call) {
    super(
        Severity.REFUSED,
        "a commit is being collected on this thread: call=" + call + " tenant=" + tenant,
        null);
  }
}
