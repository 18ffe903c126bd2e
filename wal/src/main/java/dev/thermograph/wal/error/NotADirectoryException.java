package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** The path given as a log's directory is, or leads through, something else; it is untouched. */
public final class NotADirectoryException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the path asked for and what is in its way.
   *
   * @param obstacle the path itself or one of its parents
   */
  public NotADirectoryException(String directory, String obstacle) {
    super(
        Severity.REFUSED,
        "path is not a directory: directory=" + directory + " obstacle=" + obstacle,
        null);
  }
}
