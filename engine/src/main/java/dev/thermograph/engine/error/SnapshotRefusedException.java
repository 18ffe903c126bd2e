package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * A snapshot file is not whole, not of this tenant or log, or of another version. Nothing was taken
 * from it.
 */
public final class SnapshotRefusedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the file and what is wrong with it. */
  public SnapshotRefusedException(String message) {
    super(Severity.REFUSED, message, null);
  }
}
