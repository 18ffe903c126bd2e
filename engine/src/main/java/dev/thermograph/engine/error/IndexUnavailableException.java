package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/**
 * An index cannot be searched now: it is still being filled from the tenant's memory, or could not
 * be opened. No data is lost by that; what is stored can be read and written.
 */
public final class IndexUnavailableException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** It will be there later. */
  public IndexUnavailableException(String message) {
    super(Severity.RETRY, message, null);
  }

  /** The severity is that of the cause. */
  public IndexUnavailableException(String message, @Nullable Throwable cause) {
    super(
        cause instanceof ThermographException known ? known.severity() : Severity.HALT,
        message + (cause == null ? "" : ": " + cause.getMessage()),
        cause);
  }
}
