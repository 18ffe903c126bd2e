package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.Transaction;

/**
 * An interactive transaction over a pinned view. What it reads of that is noted, and looked at
 * again when it commits. Its workspace is its own, so whoever goes on using it after its end, or
 * from two threads at once, harms nobody else.
 */
final class OptimisticTransaction extends GraphTransaction implements Transaction {
  private final TransactionManager manager;
  private final OptimisticBase base;
  private final CommitOptions options;

  OptimisticTransaction(
      TransactionManager manager,
      TransactionScope scope,
      OptimisticBase base,
      CommitOptions options) {
    super(scope);
    this.manager = manager;
    this.base = base;
    this.options = options;
  }

  OptimisticBase base() {
    return base;
  }

  CommitOptions options() {
    return options;
  }

  @Override
  public CommitReceipt commit() {
    requireOpen();
    end();
    try {
      return manager.commit(this);
    } finally {
      base.close();
    }
  }

  @Override
  public void close() {
    if (!isEnded()) {
      end();
      base.close();
    }
  }
}
