package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.internal.commit.CommitWriter;
import dev.thermograph.engine.internal.tenancy.HotTenant;
import dev.thermograph.wal.Durability;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One commit on its way, and what became of it. <b>Single-threaded:</b> whoever makes it. */
abstract sealed class LaneChange implements HotTenant.Change
    permits WorkChange, OptimisticChange, SchemaApplication {
  private final LaneState lane;
  private final CommitGuard guard;
  private final CommitOptions options;
  private boolean isApplied;
  private long timestampMicros;

  LaneChange(LaneState lane, CommitGuard guard, CommitOptions options) {
    this.lane = lane;
    this.guard = guard;
    this.options = options;
  }

  /** Whether there was something to commit, and it was. */
  final boolean isApplied() {
    return isApplied;
  }

  /** What it changes; only once it was collected. */
  abstract ChangeCounts counts();

  /** Throws when the commit that was just collected may not be made. */
  final void requireAdmitted(CommitWriter commit) {
    if (counts().total() > 0) {
      guard.admit(counts(), commit.bytes());
    }
  }

  final LaneState lane() {
    return lane;
  }

  final CommitOptions options() {
    return options;
  }

  /**
   * It has nothing to commit, and the newest commit that it saw was made then: later on that may be
   * forgotten.
   *
   * @param micros 0 when it saw none
   */
  final void sawNewest(long micros) {
    timestampMicros = micros;
  }

  /** Nothing that it uses may fail but for want of memory. */
  @Override
  public void applied(long sequence, long micros) {
    isApplied = true;
    timestampMicros = micros;
    lane.writeKeys().applied(sequence, lane.recentWrites());
    guard.applied(counts());
  }

  /**
   * What became of it, once it is shown.
   *
   * @param sequence what committing it returned
   * @param isDurable whether all up to there is known to be
   */
  final CommitReceipt receipt(
      long sequence, boolean isDurable, ChangeCounts counts, TransactionOptions defaults) {
    Instant committedAt =
        timestampMicros != 0
            ? Instant.EPOCH.plus(timestampMicros, ChronoUnit.MICROS)
            : defaults.commitTimes().apply(sequence);
    // What others committed may promise less, and memory promises nothing.
    boolean isPromised = (isApplied || isDurable) && !defaults.isInMemory();
    Durability holds = isPromised ? durability(defaults) : Durability.none();
    return new CommitReceipt(sequence, committedAt, holds, counts);
  }

  /** When it is to be on the disk. */
  final Durability durability(TransactionOptions defaults) {
    return options.findDurability().orElse(defaults.durability());
  }
}
