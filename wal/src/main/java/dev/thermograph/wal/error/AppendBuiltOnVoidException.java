package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * The log took back a record that this one builds on; nothing was written. Whoever keeps a state
 * made of records has to make it anew from those that the log has.
 */
public final class AppendBuiltOnVoidException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the tenant and the record. */
  public AppendBuiltOnVoidException(String message) {
    super(Severity.HALT, message, null);
  }
}
