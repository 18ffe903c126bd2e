package dev.thermograph.wal.error;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * Something that was durable is damaged or missing. Nothing was changed on disk.
 *
 * <p>The records up to {@link #lastGoodSequence()} are intact; a salvage reader can also bring out
 * what is still readable behind the damage.
 */
public final class LogCorruptedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int offset;
  private final long lastGoodSequence;
  private final long lostUpToSequence;

  /**
   * Describes one place of damage.
   *
   * @param what what is wrong, in words
   * @param file name of the file
   * @param offset where in it the log stops being readable
   * @param lastGoodSequence last intact sequence before the damage
   * @param lostUpToSequence highest sequence known to have been durable; would be lost with all
   *     from the damage on
   */
  public LogCorruptedException(
      String what, String file, int offset, long lastGoodSequence, long lostUpToSequence) {
    super(
        Severity.HALT,
        Messages.format(
            "%s: file=%s offset=%d lastGoodSequence=%d; records up to sequence %d are known to have"
                + " been durable, so the log is not opened and nothing was changed (restore the"
                + " file, or use the salvage reader)",
            what, file, offset, lastGoodSequence, lostUpToSequence),
        null);
    this.file = file;
    this.offset = offset;
    this.lastGoodSequence = lastGoodSequence;
    this.lostUpToSequence = lostUpToSequence;
  }

  /** Name of the damaged file. */
  public String file() {
    return file;
  }

  /** Where in the file the log stops being readable. */
  public int offset() {
    return offset;
  }

  /** Last intact sequence before the damage. */
  public long lastGoodSequence() {
    return lastGoodSequence;
  }

  /** Highest sequence known to have been durable. */
  public long lostUpToSequence() {
    return lostUpToSequence;
  }
}
