package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** The log was closed before the call. */
public final class LogClosedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place, the values and the limit. */
  public LogClosedException(String message, @Nullable Throwable cause) {
    super(Severity.REFUSED, message, cause);
  }

  /** The message names the place, the values and the limit. */
  public LogClosedException(String message) {
    this(message, null);
  }
}
