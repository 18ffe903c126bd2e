package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** A sync failed earlier, so the log takes nothing until it is opened again. */
public final class LogPoisonedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place, the values and the limit. */
  public LogPoisonedException(String message, @Nullable Throwable cause) {
    super(Severity.HALT, message, cause);
  }

  /** The message names the place, the values and the limit. */
  public LogPoisonedException(String message) {
    this(message, null);
  }
}
