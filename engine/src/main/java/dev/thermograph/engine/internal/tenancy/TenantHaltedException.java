package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A tenant's memory may not be what its log says; it takes nothing until it is opened again. */
public final class TenantHaltedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  TenantHaltedException(int tenant, Throwable cause) {
    super(
        Severity.HALT,
        "the tenant was halted and must be opened again, which replays its log: tenant=" + tenant,
        cause);
  }
}
