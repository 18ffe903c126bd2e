package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** The tenant was dropped; neither its handles nor its ids will ever work again. */
public final class TenantDroppedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the tenant and its number. */
  public TenantDroppedException(String message) {
    super(Severity.REFUSED, message, null);
  }
}
