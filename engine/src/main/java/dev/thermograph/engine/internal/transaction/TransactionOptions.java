package dev.thermograph.engine.internal.transaction;

import dev.thermograph.wal.Durability;
import java.time.Instant;
import java.util.function.LongFunction;

/**
 * How a tenant's transactions behave. <em>Immutable.</em>
 *
 * @param durability for commits that name none
 * @param commitBytesMax largest commit, as the tenant was opened with
 * @param commitTimes when the newest commit up to a sequence was made, or now when there is none;
 *     for receipts of transactions that had nothing to commit
 * @param guard may refuse commits
 * @param isInMemory whether commits are in memory only, so that no receipt promises more
 */
public record TransactionOptions(
    Durability durability,
    int commitBytesMax,
    LongFunction<Instant> commitTimes,
    CommitGuard guard,
    boolean isInMemory) {
  /** Options that refuse nothing, of a tenant with a log. */
  public TransactionOptions(
      Durability durability, int commitBytesMax, LongFunction<Instant> commitTimes) {
    this(durability, commitBytesMax, commitTimes, CommitGuard.NONE, false);
  }
}
