package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A tenant was not closed because views of it are open; it stays as it was. */
public final class TenantInUseException extends ThermographException {
  private static final long serialVersionUID = 1L;

  TenantInUseException(int tenant, int viewCount) {
    super(
        Severity.RETRY,
        Messages.format("the tenant has open views: tenant=%d count=%d", tenant, viewCount),
        null);
  }
}
