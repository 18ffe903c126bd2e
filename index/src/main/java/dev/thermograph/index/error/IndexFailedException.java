package dev.thermograph.index.error;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;
import org.jspecify.annotations.Nullable;

/** Reading or writing the index failed. The data is elsewhere: open and fill the index again. */
public final class IndexFailedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** Names the field, what was being done, and the first cause. */
  public IndexFailedException(String field, String doing, @Nullable Throwable cause) {
    super(
        Severity.HALT,
        Messages.format("the index failed while %s: field=%s cause=%s", doing, field, cause),
        cause);
  }
}
