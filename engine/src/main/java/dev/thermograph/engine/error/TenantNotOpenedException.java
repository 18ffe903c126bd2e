package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * A tenant's memory could not be opened; its cause says why. All calls that waited for the same
 * opening are told the same. The next call tries again.
 */
public final class TenantNotOpenedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The severity is that of the cause. */
  public TenantNotOpenedException(int number, Throwable cause) {
    super(
        cause instanceof ThermographException known ? known.severity() : Severity.HALT,
        "the tenant could not be opened: number=" + number + ": " + cause.getMessage(),
        cause);
  }
}
