package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** The tenant is suspended; its data is kept, and nobody reads or writes it until it is resumed. */
public final class TenantSuspendedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the tenant. */
  public TenantSuspendedException(String message) {
    super(Severity.REFUSED, message, null);
  }
}
