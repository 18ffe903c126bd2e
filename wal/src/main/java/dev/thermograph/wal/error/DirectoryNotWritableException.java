package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** The directory of a log cannot be created, or no file can be created in it. */
public final class DirectoryNotWritableException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** Names the directory and the reason that the system gave. */
  public DirectoryNotWritableException(String directory, String reason, @Nullable Throwable cause) {
    super(
        Severity.REFUSED,
        "directory cannot be written: directory=" + directory + " reason=" + reason,
        cause);
  }
}
