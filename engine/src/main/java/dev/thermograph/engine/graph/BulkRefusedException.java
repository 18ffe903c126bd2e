package dev.thermograph.engine.graph;

import dev.thermograph.error.ThermographException;

/**
 * One element of a call for many was refused, and so was the call: it changed nothing, and the
 * transaction can go on. The cause says why; severity is that of the cause.
 */
public final class BulkRefusedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  private final int index;

  /**
   * A refusal.
   *
   * @param index of the element, counted from 0
   */
  public BulkRefusedException(int index, ThermographException cause) {
    super(
        cause.severity(),
        "an element was refused, and the call changed nothing: index="
            + index
            + ": "
            + cause.getMessage(),
        cause);
    this.index = index;
  }

  /** Index of the element that was refused, counted from 0. */
  public int index() {
    return index;
  }
}
