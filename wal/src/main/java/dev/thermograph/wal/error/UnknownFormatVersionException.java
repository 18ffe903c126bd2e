package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/**
 * A file of the log has a format version that this build does not know; its bytes are untouched.
 */
public final class UnknownFormatVersionException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place, the values and the limit. */
  public UnknownFormatVersionException(String message, @Nullable Throwable cause) {
    super(Severity.REFUSED, message, cause);
  }

  /** The message names the place, the values and the limit. */
  public UnknownFormatVersionException(String message) {
    this(message, null);
  }
}
