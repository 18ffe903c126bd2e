package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A tenant was used after it was closed or stopped; it has to be opened again. */
public final class TenantClosedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message has the number of the tenant. */
  public TenantClosedException(int tenant) {
    super(Severity.REFUSED, "the tenant is closed: tenant=" + tenant, null);
  }
}
