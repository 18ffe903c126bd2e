package dev.thermograph.engine.internal.transaction;

import dev.thermograph.wal.Durability;
import java.time.Instant;
import java.util.function.LongFunction;

/**
 * How a tenant's transactions behave. <em>Immutable.</em>
 *
 * @param durability for commits that name none
 * @param commitBytesMax largest commit, as the tenant was opened with
 * @param commitTimes when the newest commit up to a sequence was made, for receipts of transactions
 *     that had nothing to commit
 * @param guard may refuse commits
 */
public record TransactionOptions(
    Durability durability,
    int commitBytesMax,
    LongFunction<Instant> commitTimes,
    CommitGuard guard) {
  /** Options that refuse nothing. */
  public TransactionOptions(
      Durability durability, int commitBytesMax, LongFunction<Instant> commitTimes) {
    this(durability, commitBytesMax, commitTimes, CommitGuard.NONE);
  }
}
