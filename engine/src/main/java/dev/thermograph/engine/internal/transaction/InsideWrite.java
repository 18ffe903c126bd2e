package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.TransactionMisusedException;

/**
 * Knows whether this thread runs the work of a write. It has a tenant's lane then, and whatever
 * waits for a lane could wait for ever: for its own, or, by way of others who do the same, for
 * another tenant's. <em>Thread-safe.</em>
 */
public final class InsideWrite {
  private static final ScopedValue<Integer> TENANT = ScopedValue.newInstance();

  private InsideWrite() {}

  /** Runs the work of a write. */
  static <R, X extends Exception> R run(int tenant, ScopedValue.CallableOp<R, X> work) throws X {
    return ScopedValue.where(TENANT, tenant).call(work);
  }

  /** Whether this thread has some tenant's lane. */
  public static boolean isInside() {
    return TENANT.isBound();
  }

  /**
   * Refuses what may wait for a lane.
   *
   * @param call what was called, for the message
   */
  public static void refuse(String call, int tenant) {
    refuse(call, tenant, TENANT.isBound());
  }

  /** As {@link #refuse}, of what may be done under the tenant's own lane. */
  static void refuseInOther(String call, int tenant) {
    refuse(call, tenant, TENANT.isBound() && TENANT.get() != tenant);
  }

  private static void refuse(String call, int tenant, boolean mayWait) {
    if (mayWait) {
      throw new TransactionMisusedException(
          "not allowed inside the work of a write: call="
              + call
              + " tenant="
              + tenant
              + " writing="
              + TENANT.get());
    }
  }
}
