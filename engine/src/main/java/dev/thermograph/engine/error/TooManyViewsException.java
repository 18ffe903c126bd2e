package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** More views are open than a tenant can have; close those that are not needed. */
public final class TooManyViewsException extends ThermographException {
  private static final long serialVersionUID = 1L;

  /** The message has how many there can be. */
  public TooManyViewsException(int limit) {
    super(
        Severity.REFUSED,
        "a tenant has as many open views as it can; close some: limit=" + limit,
        null);
  }
}
