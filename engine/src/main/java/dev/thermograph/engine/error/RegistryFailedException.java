package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * Whether a change of the list of tenants is in the log is unknown, or the list could not be
 * written; tenants go on, but none can be made or changed until the engine is opened again.
 */
public final class RegistryFailedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names what was to be done. */
  public RegistryFailedException(String message, Throwable cause) {
    super(Severity.HALT, message, cause);
  }
}
