package dev.thermograph.index;

import java.util.concurrent.Executor;

/**
 * The threads that an index works on behind its callers; many indexes share them. They must not be
 * interrupted while they work. A refused task is given again with the next change.
 *
 * @param drains runs work of milliseconds: from the tail into a small segment, opening readers
 * @param merges runs work of seconds to minutes: small segments into large ones. Give it fewer
 *     threads than there are processors, so that searches keep one.
 */
public record IndexWorkers(Executor drains, Executor merges) {

  /** Everything on the thread that causes it: for tests and tools. */
  public static IndexWorkers inline() {
    return new IndexWorkers(Runnable::run, Runnable::run);
  }
}
