package dev.thermograph.properties.isolation.engine;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.wal.Durability;

/** Commits of one session: some wait for the disk, some do not. Single-threaded. */
final class Durabilities {
  private static final int NOT_SYNCED_ONE_OF = 3;

  private final boolean areMixed;
  private int count;

  /**
   * The first one.
   *
   * @param areMixed or all are synced
   * @param worker sessions begin at different places
   */
  Durabilities(boolean areMixed, int worker) {
    this.areMixed = areMixed;
    this.count = worker;
  }

  CommitOptions next() {
    boolean isSynced = !areMixed || ++count % NOT_SYNCED_ONE_OF != 0;
    return CommitOptions.DEFAULT.withDurability(isSynced ? Durability.sync() : Durability.none());
  }
}
