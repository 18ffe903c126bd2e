package dev.thermograph.engine.graph;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * A tenant has made as many nodes, or edges, as it ever can, those included that were deleted or
 * never committed.
 */
public final class NumbersUsedUpException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param what nodes or edges
   * @param limit how many a tenant can make
   */
  public NumbersUsedUpException(String what, int limit) {
    super(
        Severity.REFUSED,
        Messages.format("the tenant can make no more %s: limit=%d", what, limit),
        null);
  }
}
