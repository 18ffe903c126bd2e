package dev.thermograph.engine.graph;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * Another commit changed what a transaction had read or changed; nothing was written. A new
 * transaction may succeed.
 */
public final class TransactionConflictException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names what was changed and the commit that changed it. */
  public TransactionConflictException(String message) {
    super(Severity.RETRY, message, null);
  }
}
