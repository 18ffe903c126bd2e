package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** Another log, in this process or another one, has the directory open; nothing was written. */
public final class DirectoryLockedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the directory and who holds it, as far as the holder said.
   *
   * @param holder process number, host and start of the holder, in words
   */
  public DirectoryLockedException(String directory, String holder) {
    super(
        Severity.RETRY,
        "directory is in use by another log: directory=" + directory + " " + holder,
        null);
  }
}
