package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * The system gave no more memory or disk space for a tenant's data; nothing was changed, and what
 * was there before stays usable.
 */
public final class MemoryRefusedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the place and the length asked for. */
  public MemoryRefusedException(String message, Throwable cause) {
    super(Severity.RETRY, message, cause);
  }
}
