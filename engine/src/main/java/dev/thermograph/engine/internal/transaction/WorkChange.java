package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.internal.commit.CommitWriter;
import org.jspecify.annotations.Nullable;

/**
 * A write: its work runs while it is collected.
 *
 * @param <R> see {@link Work}
 * @param <X> see {@link Work}
 */
final class WorkChange<R extends @Nullable Object, X extends Exception> extends LaneChange {
  private final TransactionManager manager;
  private final Work<R, X> work;
  private @Nullable R value;
  private ChangeCounts counts = ChangeCounts.NONE;

  /** Carries what the work threw through code that knows of no checked exceptions. */
  static final class WorkFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkFailedException(Exception cause) {
      super(null, cause, false, false);
    }
  }

  WorkChange(TransactionManager manager, CommitOptions options, Work<R, X> work) {
    super(manager.lane(), manager.guard(), options);
    this.manager = manager;
    this.work = work;
  }

  @Override
  public void collect(CommitWriter commit) {
    manager.beginLane(false);
    Workspace workspace = lane().workspace();
    workspace.clear(); // the one before may have been refused
    LaneTransaction transaction = new LaneTransaction(manager.laneScope(workspace));
    value = run(transaction);
    new CommitEmission(transaction.scope(), commit, lane().writeKeys()).emit(options());
    counts = transaction.counts();
    if (counts.total() == 0) {
      sawNewest(manager.newestCommitMicros());
    }
    requireAdmitted(commit);
    workspace.clear();
  }

  private R run(LaneTransaction transaction) {
    try {
      return InsideWrite.run(manager.tenantNumber(), () -> work.run(transaction));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new WorkFailedException(e);
    } finally {
      transaction.end();
    }
  }

  /** What the work returned. */
  @SuppressWarnings("NullAway") // it is what it is declared to be
  R value() {
    return value;
  }

  @Override
  ChangeCounts counts() {
    return counts;
  }
}
