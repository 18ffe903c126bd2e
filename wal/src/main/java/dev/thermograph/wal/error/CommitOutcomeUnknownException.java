package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** The commit may or may not survive; only opening the log again tells. */
public final class CommitOutcomeUnknownException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place, the values and the limit. */
  public CommitOutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(Severity.HALT, message, cause);
  }

  /** The message names the place, the values and the limit. */
  public CommitOutcomeUnknownException(String message) {
    this(message, null);
  }
}
