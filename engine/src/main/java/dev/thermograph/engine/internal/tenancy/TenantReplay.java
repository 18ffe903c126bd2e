package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.commit.CommitApplier;
import dev.thermograph.engine.internal.commit.CommitReader;
import dev.thermograph.engine.internal.snapshot.Progress;
import dev.thermograph.engine.internal.snapshot.ProgressPhase;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.read.LogReader;
import java.nio.ByteBuffer;

/** Applies a tenant's commits from the log to its memory, where nobody reads yet. */
final class TenantReplay {
  private static final int REPORT_EVERY = 1 << 14;

  private TenantReplay() {}

  /**
   * What was applied.
   *
   * @param settled up to where the log was settled; the tenant has no commit there that was not
   *     applied
   * @param count of commits
   * @param bytes of them
   */
  record Replayed(long settled, long count, long bytes) {}

  /** There was no need to. */
  static final Replayed NOTHING = new Replayed(0, 0, 0);

  /**
   * Reads the log behind what the memory holds. What was released before cannot be made up: the
   * first commit found must be the one that follows.
   *
   * @param fromSequence where to begin to read
   */
  static Replayed run(
      int tenant, WriteAheadLog log, long fromSequence, TenantMemory memory, Progress progress) {
    long settled = log.settle(); // what was appended here without waiting is read, too
    CommitApplier applier = memory.applier();
    long count = 0;
    long bytes = 0;
    try (LogReader records = log.read(fromSequence)) {
      while (records.next() && records.sequence() <= settled) {
        if (isCommitOf(tenant, records)) {
          ByteBuffer payload = records.payload();
          bytes += payload.remaining();
          count++;
          applier.apply(payload, records.sequence());
          memory.times().add(records.sequence(), records.timestampMicros(), applier.tally());
          memory.space().reclaim(records.sequence(), Integer.MAX_VALUE);
        }
        if (records.sequence() % REPORT_EVERY == 0) {
          progress.step(ProgressPhase.REPLAY, records.sequence(), settled);
        }
      }
    }
    return new Replayed(settled, count, bytes);
  }

  /** Sequence of a tenant's last commit in the log from a sequence on, 0 when there is none. */
  static long lastCommit(int tenant, WriteAheadLog log, long fromSequence, long settled) {
    long last = 0;
    try (LogReader records = log.read(fromSequence)) {
      while (records.next() && records.sequence() <= settled) {
        last = isCommitOf(tenant, records) ? records.sequence() : last;
      }
    }
    return last;
  }

  private static boolean isCommitOf(int tenant, LogReader records) {
    return records.tenant() == tenant
        && CommitReader.isCommit(records.recordType(), records.sequence());
  }
}
