package dev.thermograph.engine.error;

import dev.thermograph.error.Severity;
import dev.thermograph.error.ThermographException;

/** A tenant's memory may not be what its log says; it takes nothing until it is opened again. */
public final class TenantHaltedException extends ThermographException {
  private static final long serialVersionUID = 1L;

  private final long sequence;

  /**
   * A refusal.
   *
   * @param sequence of the commit that hears of it, 0 when it has none
   */
  public TenantHaltedException(int tenant, long sequence, Throwable cause) {
    super(
        Severity.HALT,
        "the tenant was halted and must be opened again, which replays its log: tenant="
            + tenant
            + (sequence == 0
                ? ", nothing was written"
                : ", this commit may be in the log: sequence=" + sequence),
        cause);
    this.sequence = sequence;
  }

  /** Sequence of the commit that was refused too late and may be in the log; 0 for none. */
  public long sequence() {
    return sequence;
  }
}
