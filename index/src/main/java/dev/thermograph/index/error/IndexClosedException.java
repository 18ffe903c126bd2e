package dev.thermograph.index.error;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** The index has been closed. */
public final class IndexClosedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** Names the field whose index it is. */
  public IndexClosedException(String field) {
    super(Severity.HALT, Messages.format("the index is closed: field=%s", field), null);
  }
}
