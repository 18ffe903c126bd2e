package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * The files of a tenant's memory could not be emptied or sealed. No data is lost: they are a
 * projection of the log, and without a seal they are built again from it.
 */
public final class StoreFilesException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the file and what could not be done. */
  public StoreFilesException(String message, Throwable cause) {
    super(Severity.RETRY, message, cause);
  }
}
