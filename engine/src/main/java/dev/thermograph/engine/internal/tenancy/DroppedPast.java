package dev.thermograph.engine.internal.tenancy;

/**
 * Gives back what nobody can see any more, a part at a time, so that no commit is held up for long.
 * <em>Under the tenant's lane.</em>
 */
final class DroppedPast {
  private static final int RECLAIMS_PER_COMMIT = 512;

  /** More than a change retires, so that reclaiming never falls behind. */
  private static final int RECLAIMS_PER_CHANGE = 16;

  /** How much of the dropped past goes at most with each commit, and for each of its changes. */
  private static final int DROPS_PER_COMMIT = 128;

  private static final int DROPS_PER_CHANGE = 2;

  /** How many commits are forgotten at most with each one, and for each of its changes. */
  private static final int FORGOTTEN_PER_COMMIT = 1024;

  private static final int FORGOTTEN_PER_CHANGE = 16;

  /** As much goes at a look from the background as with a commit of so many changes. */
  private static final int CHANGES_PER_LOOK = 2_000;

  private final TenantMemory memory;
  private final OpenViews views;
  private final CommitLog log;

  /** That of a memory that nobody reads yet. */
  DroppedPast(TenantMemory memory, OpenViews views, CommitLog log) {
    this.memory = memory;
    this.views = views;
    this.log = log;
    views.letGoOfContents(memory.retainedFrom());
  }

  /** As much as a look from the background is for. */
  void letGoAtALook(long appliedSequence) {
    letGoAfter(appliedSequence, CHANGES_PER_LOOK);
  }

  /** As much as a commit of so many changes can bear, which is the last that was applied. */
  void letGoAfter(long appliedSequence, int changes) {
    long horizon = views.letGoOfContents(memory.retainedFrom());
    memory.store().setHorizon(horizon);
    long oldest = views.oldestContent();
    memory.store().reclaim(oldest, DROPS_PER_COMMIT + DROPS_PER_CHANGE * changes);
    memory
        .times()
        .dropBefore(
            horizon, appliedSequence + 1, FORGOTTEN_PER_COMMIT + FORGOTTEN_PER_CHANGE * changes);
    memory
        .space()
        .reclaim(views.letGoOfOpenings(), RECLAIMS_PER_COMMIT + RECLAIMS_PER_CHANGE * changes);
    memory.applier().listener().moved(oldest, log.durableSequence());
  }
}
