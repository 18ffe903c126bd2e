package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** A file in the log's directory is not this log's; its bytes are untouched. */
public final class ForeignFileException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place, the values and the limit. */
  public ForeignFileException(String message, @Nullable Throwable cause) {
    super(Severity.REFUSED, message, cause);
  }

  /** The message names the place, the values and the limit. */
  public ForeignFileException(String message) {
    this(message, null);
  }
}
