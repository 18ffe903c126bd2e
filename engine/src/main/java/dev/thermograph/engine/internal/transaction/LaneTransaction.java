package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.TransactionMisusedException;

/**
 * What the work of a write gets: it lasts as long as that runs, and is for its thread only, because
 * the next write uses the same memory.
 */
final class LaneTransaction extends GraphTransaction {
  private final Thread owner = Thread.currentThread();

  LaneTransaction(TransactionScope scope) {
    super(scope);
  }

  @Override
  protected void requireOpen() {
    if (Thread.currentThread() != owner) {
      throw new TransactionMisusedException(
          "a write's transaction is for its own thread: tenant=" + scope().ids().tenant());
    }
    super.requireOpen();
  }
}
