package dev.thermograph.engine.graph;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * A transaction was begun, run or committed inside a write, which would wait for itself; or a
 * write's transaction was used by another thread. Nothing happened.
 */
public final class TransactionMisusedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the tenant and what was tried. */
  public TransactionMisusedException(String message) {
    super(Severity.REFUSED, message, null);
  }
}
