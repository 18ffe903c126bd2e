package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.snapshot.Cancellation;
import dev.thermograph.engine.internal.snapshot.ProgressListener;
import dev.thermograph.engine.metrics.EngineMetrics;

/**
 * How a tenant is opened.
 *
 * @param commitBytesMax largest commit, not above the log's own limit
 * @param firstSequence it has no commit before, for it was created then
 * @param lastCommit sequence of its last commit, which is durable, so that the log need not be read
 *     behind it; 0 when it has none, {@link #UNKNOWN} when that is not known
 * @param listener is told how far the opening has come
 * @param cancellation stops the opening while it replays or reads a snapshot
 * @param metrics is told how long commits wait
 */
public record TenantSetup(
    int commitBytesMax,
    long firstSequence,
    long lastCommit,
    ProgressListener listener,
    Cancellation cancellation,
    EngineMetrics metrics) {
  /** The last commit is not known. */
  public static final long UNKNOWN = Long.MAX_VALUE;

  /** Nothing is known, and nobody listens. */
  static TenantSetup of(int commitBytesMax, ProgressListener listener) {
    return new TenantSetup(
        commitBytesMax, 1, UNKNOWN, listener, new Cancellation(), EngineMetrics.none());
  }
}
