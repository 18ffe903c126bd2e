package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.internal.commit.CommitWriter;

/** The commit of an interactive transaction: what it has read is compared first. */
final class OptimisticChange extends LaneChange {
  private final TransactionManager manager;
  private final OptimisticTransaction transaction;

  OptimisticChange(TransactionManager manager, OptimisticTransaction transaction) {
    super(manager.lane(), manager.guard(), transaction.options());
    this.manager = manager;
    this.transaction = transaction;
  }

  @Override
  public void collect(CommitWriter commit) {
    manager.beginLane(true);
    new Validation(transaction.scope(), transaction.base(), lane().recentWrites())
        .requireUnchanged(manager.appliedSequence());
    new CommitEmission(transaction.scope(), commit, lane().writeKeys()).emit(options());
    requireAdmitted(commit);
  }

  @Override
  ChangeCounts counts() {
    return transaction.counts();
  }
}
