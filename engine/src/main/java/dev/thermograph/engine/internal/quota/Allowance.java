package dev.thermograph.engine.internal.quota;

import dev.thermograph.engine.error.QuotaException;
import dev.thermograph.engine.error.QuotaException.Limited;
import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.options.Quota;
import dev.thermograph.engine.options.RateLimit;
import dev.thermograph.wal.flush.LogClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's quota and rate limit, as they are now. A change of them makes a new one, whose
 * buckets are full.
 *
 * <p><b>Thread-safe.</b> Without limits each question is one comparison.
 */
public final class Allowance {
  private final String tenant;
  private final Quota quota;
  private final RateLimit rateLimit;
  private final LogClock clock;
  private final EngineMetrics metrics;
  private final @Nullable TokenBucket requests;
  private final @Nullable TokenBucket writes;

  /** What a tenant may use from now on. */
  public Allowance(
      String tenant, Quota quota, RateLimit rateLimit, LogClock clock, EngineMetrics metrics) {
    this.tenant = tenant;
    this.quota = quota;
    this.rateLimit = rateLimit;
    this.clock = clock;
    this.metrics = metrics;
    long now = clock.nanoTime();
    this.requests =
        rateLimit.isNone()
            ? null
            : new TokenBucket(rateLimit.requests(), rateLimit.within().toNanos(), now);
    this.writes =
        quota.writesPerSecond() == Integer.MAX_VALUE
            ? null
            : new TokenBucket(quota.writesPerSecond(), TimeUnit.SECONDS.toNanos(1), now);
  }

  /** Takes one request, or refuses it. */
  public void takeRequest() {
    take(requests, Limited.REQUESTS, rateLimit.requests(), EngineCounter.RATE_REFUSALS);
  }

  /** Takes one write, or refuses it. */
  public void takeWrite() {
    take(writes, Limited.WRITES_PER_SECOND, quota.writesPerSecond(), EngineCounter.QUOTA_REFUSALS);
  }

  private void take(
      @Nullable TokenBucket bucket, Limited limited, int limit, EngineCounter counter) {
    if (bucket == null) {
      return;
    }
    long wait = bucket.tryTake(clock.nanoTime());
    if (wait != TokenBucket.TAKEN) {
      metrics.count(counter, 1);
      throw QuotaException.tooSoon(tenant, limited, limit, Duration.ofNanos(wait));
    }
  }

  /** Whether the count of nodes has a limit. */
  public boolean limitsNodes() {
    return quota.nodeCount() != Long.MAX_VALUE;
  }

  /** Whether {@link #requireRoom} can refuse anything. */
  public boolean limitsSize() {
    return limitsNodes() || quota.memoryBytes() != Long.MAX_VALUE;
  }

  /**
   * Refuses a commit that would make the tenant larger than it may be. One that only deletes is
   * never refused, so that a tenant at its limit can still make room.
   *
   * @param changes what the commit changes
   * @param nodeCount how many nodes there are
   * @param bytesMore length of the commit
   * @param bytesUsed bytes of memory in use
   */
  public void requireRoom(ChangeCounts changes, long nodeCount, long bytesMore, long bytesUsed) {
    int nodesMore = changes.nodesCreated() - changes.nodesDeleted();
    if (nodesMore > 0) {
      require(Limited.NODE_COUNT, nodeCount + nodesMore, quota.nodeCount());
    }
    if (changes.total() > changes.nodesDeleted() + changes.edgesDeleted()) {
      require(Limited.MEMORY_BYTES, bytesUsed + bytesMore, quota.memoryBytes());
    }
  }

  private void require(Limited limited, long value, long limit) {
    if (value > limit) {
      metrics.count(EngineCounter.QUOTA_REFUSALS, 1);
      throw QuotaException.tooMuch(tenant, limited, value, limit);
    }
  }
}
