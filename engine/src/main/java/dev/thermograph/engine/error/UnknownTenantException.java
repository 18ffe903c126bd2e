package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** There is no tenant of this name. */
public final class UnknownTenantException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the tenant. */
  public UnknownTenantException(String message) {
    super(Severity.REFUSED, message, null);
  }
}
