package dev.thermograph.engine.graph;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A node or an edge that must be there is not, or is of another kind. */
public final class NotFoundException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names the id and what was expected there. */
  public NotFoundException(String message) {
    super(Severity.REFUSED, message, null);
  }
}
