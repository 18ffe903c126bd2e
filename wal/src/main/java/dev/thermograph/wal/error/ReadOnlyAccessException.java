package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A change was asked of files that were opened for reading only; nothing was changed. */
public final class ReadOnlyAccessException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /**
   * Names what was asked and of which file.
   *
   * @param operation the refused verb: create, rename, write and so on
   */
  public ReadOnlyAccessException(String operation, String file) {
    super(
        Severity.REFUSED,
        "opened for reading only: operation=" + operation + " file=" + file,
        null);
  }
}
