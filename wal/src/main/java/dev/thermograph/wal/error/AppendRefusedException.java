package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** The record was given a sequence but could not be written; it is certainly not in the log. */
public final class AppendRefusedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place, the values and the limit. */
  public AppendRefusedException(String message, @Nullable Throwable cause) {
    super(Severity.RETRY, message, cause);
  }

  /** The message names the place, the values and the limit. */
  public AppendRefusedException(String message) {
    this(message, null);
  }
}
