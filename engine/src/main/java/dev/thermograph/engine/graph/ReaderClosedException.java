package dev.thermograph.engine.graph;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A view, one of its cursors, or a transaction was used after its end. */
public final class ReaderClosedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names what was closed, its tenant and its sequence. */
  public ReaderClosedException(String message) {
    super(Severity.REFUSED, message, null);
  }
}
