package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** Reading the log's files failed. */
public final class LogReadException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place, the values and the limit. */
  public LogReadException(String message, @Nullable Throwable cause) {
    super(Severity.RETRY, message, cause);
  }

  /** The message names the place, the values and the limit. */
  public LogReadException(String message) {
    this(message, null);
  }
}
