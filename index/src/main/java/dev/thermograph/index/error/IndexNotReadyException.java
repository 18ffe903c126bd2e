package dev.thermograph.index.error;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A search came before the index was filled. It can be asked again later. */
public final class IndexNotReadyException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** Names the field whose index it is. */
  public IndexNotReadyException(String field) {
    super(
        Severity.RETRY, Messages.format("the index is still being filled: field=%s", field), null);
  }
}
