package dev.thermograph.engine.graph;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** An instant was asked for that retention has let go, for the tenant or for one kind. */
public final class PastNotRetainedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the sequence asked for and the first retained one. */
  public PastNotRetainedException(String message) {
    super(Severity.REFUSED, message, null);
  }
}
