package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** The key that a tenant's payload needs is not to be had. */
public final class TenantKeyMissingException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place, the values and the limit. */
  public TenantKeyMissingException(String message, @Nullable Throwable cause) {
    super(Severity.REFUSED, message, cause);
  }

  /** The message names the place, the values and the limit. */
  public TenantKeyMissingException(String message) {
    this(message, null);
  }
}
