package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** The records asked for were released earlier; a snapshot has to take their place. */
public final class RecordsReleasedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place, the values and the limit. */
  public RecordsReleasedException(String message, @Nullable Throwable cause) {
    super(Severity.REFUSED, message, cause);
  }

  /** The message names the place, the values and the limit. */
  public RecordsReleasedException(String message) {
    this(message, null);
  }
}
