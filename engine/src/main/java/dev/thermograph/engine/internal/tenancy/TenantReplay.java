package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.commit.CommitApplier;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.read.LogReader;

/** Applies a tenant's commits from the log to its empty memory, where nobody reads yet. */
final class TenantReplay {
  private TenantReplay() {}

  /**
   * Reads the log from its first record on: what was released before cannot be made up.
   *
   * @return up to where the log was settled; the tenant has no commit there that was not applied
   */
  static long run(int tenant, WriteAheadLog log, CommitApplier applier, Space space) {
    long settled = log.settle(); // what was appended here without waiting is read, too
    try (LogReader records = log.read(1)) {
      while (records.next() && records.sequence() <= settled) {
        if (records.tenant() == tenant && records.recordType() == CommitWriter.RECORD_TYPE) {
          applier.apply(records.payload(), records.sequence());
          space.reclaim(records.sequence(), Integer.MAX_VALUE);
        }
      }
    }
    return settled;
  }
}
