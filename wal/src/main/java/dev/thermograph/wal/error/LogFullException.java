package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** No room for the record could be prepared; nothing was written and no sequence was given. */
public final class LogFullException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place, the values and the limit. */
  public LogFullException(String message, @Nullable Throwable cause) {
    super(Severity.RETRY, message, cause);
  }

  /** The message names the place, the values and the limit. */
  public LogFullException(String message) {
    this(message, null);
  }
}
