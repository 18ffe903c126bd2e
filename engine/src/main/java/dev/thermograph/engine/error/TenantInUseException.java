package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * Views or transactions are open that something waits for; it can be tried again once they are
 * closed.
 */
public final class TenantInUseException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the tenant, what is open, and how long was waited. */
  public TenantInUseException(String message) {
    super(Severity.RETRY, message, null);
  }
}
