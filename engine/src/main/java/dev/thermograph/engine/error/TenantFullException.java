package dev.thermograph.engine.error;

import dev.thermograph.error.Messages;
import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/**
 * A tenant has had as many nodes or edges as it can ever have; deleted ones count, for their
 * numbers are not used again. Nothing was written; those that are there can be changed and deleted.
 */
public final class TenantFullException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message names what there are too many of, the number that was to be used, the limit. */
  public TenantFullException(String what, long number, long limit) {
    super(
        Severity.REFUSED,
        Messages.format("a tenant cannot have more %s: number=%d limit=%d", what, number, limit),
        null);
  }
}
