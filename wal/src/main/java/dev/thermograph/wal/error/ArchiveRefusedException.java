package dev.thermograph.wal.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** An archive file is missing, damaged, edited, out of order or another log's. */
public final class ArchiveRefusedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  private final String file;

  /**
   * Describes what is wrong with one file of an archive.
   *
   * @param what what is wrong, in words
   * @param file name of the file that is refused or missing
   */
  public ArchiveRefusedException(String what, String file) {
    super(Severity.REFUSED, what + ": file=" + file, null);
    this.file = file;
  }

  /** Name of the file that is refused or missing. */
  public String file() {
    return file;
  }
}
