package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** The disk failed while a log was opened, or while it, its archive or its remains were read. */
public final class LogIoException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place, the values and the limit. */
  public LogIoException(String message, @Nullable Throwable cause) {
    super(Severity.RETRY, message, cause);
  }

  /** The message names the place, the values and the limit. */
  public LogIoException(String message) {
    this(message, null);
  }
}
