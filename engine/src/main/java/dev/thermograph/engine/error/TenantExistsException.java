package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A tenant of this name is there already; nothing was written. */
public final class TenantExistsException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the tenant. */
  public TenantExistsException(String message) {
    super(Severity.REFUSED, message, null);
  }
}
