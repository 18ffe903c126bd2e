package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.ChangeCounts;

/** Has the last word on each commit of a tenant, and hears what becomes of it. */
public interface CommitGuard {
  /** Lets everything pass. */
  CommitGuard NONE =
      new CommitGuard() {
        @Override
        public void admit(ChangeCounts changes, int commitBytes) {}

        @Override
        public void applied(ChangeCounts changes) {}

        @Override
        public void shown(ChangeCounts changes, long nanos) {}

        @Override
        public void conflicted() {}
      };

  /**
   * Throws to refuse a commit; nothing was written. Under the tenant's lane.
   *
   * @param changes what it changes; not called when that is nothing
   * @param commitBytes its length
   */
  void admit(ChangeCounts changes, int commitBytes);

  /** A commit was applied. Must not throw. Under the tenant's lane. */
  void applied(ChangeCounts changes);

  /**
   * Views see a commit from now on. Any thread.
   *
   * @param nanos how long it took from its first change on
   */
  void shown(ChangeCounts changes, long nanos);

  /** A transaction met another commit. Any thread. */
  void conflicted();
}
