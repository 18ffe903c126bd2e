package dev.thermograph.engine.options;

import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.metrics.RecordedMetrics;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import dev.thermograph.wal.LogOptions;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How an engine behaves; {@link #defaults} and the {@code with…} methods make others.
 * <em>Immutable.</em>
 *
 * @param log the log that all tenants share; its durability is that of commits which name none, its
 *     clock is the engine's
 * @param openTenantCountMax how many tenants' memory is open at a time, 1..100,000: the one not
 *     used for the longest time is closed behind the next. A sixteenth more, but two at least, may
 *     be on their way out beside them. Exceeded while more are in use, or cannot be closed now
 *     because the log cannot write; engines in memory close none
 * @param closeIdleAfter how long a tenant's memory stays open that nobody uses, zero for ever
 * @param drainWithin how long closing, suspending and dropping wait for open views and
 *     transactions, up to 10 min
 * @param maintainEvery how often the background looks after retention and idle tenants, 1 ms to 1 h
 * @param checkpoints when snapshots are written
 * @param tenant what new tenants get that are created without options
 * @param retries for {@code Tenant.transact}
 * @param metrics is told what the engine does
 */
public record EngineOptions(
    LogOptions log,
    int openTenantCountMax,
    Duration closeIdleAfter,
    Duration drainWithin,
    Duration maintainEvery,
    Checkpoints checkpoints,
    TenantOptions tenant,
    RetryPolicy retries,
    EngineMetrics metrics) {
  private static final int OPEN_TENANT_COUNT_USUAL = 100;
  private static final int OPEN_TENANT_COUNT_LIMIT = 100_000;
  private static final Duration IDLE_MAX = Duration.ofDays(365);
  private static final Duration DRAIN_MAX = Duration.ofMinutes(10);
  private static final Duration MAINTAIN_MIN = Duration.ofMillis(1);
  private static final Duration MAINTAIN_MAX = Duration.ofHours(1);

  /** Refuses values outside the limits, by name. */
  public EngineOptions {
    InvalidArgumentException.requireRange(
        "openTenantCountMax", openTenantCountMax, 1, OPEN_TENANT_COUNT_LIMIT);
    requireTime("closeIdleAfter", closeIdleAfter, Duration.ZERO, IDLE_MAX);
    requireTime("drainWithin", drainWithin, Duration.ZERO, DRAIN_MAX);
    requireTime("maintainEvery", maintainEvery, MAINTAIN_MIN, MAINTAIN_MAX);
  }

  private static void requireTime(String name, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidArgumentException(
          Messages.format("%s must be %s..%s: %s=%s", name, min, max, name, value));
    }
  }

  /** 100 open tenants, never idle, 10 s to drain, a look each second, metrics of its own. */
  public static EngineOptions defaults() {
    return new EngineOptions(
        LogOptions.defaults(),
        OPEN_TENANT_COUNT_USUAL,
        Duration.ZERO,
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Checkpoints.DEFAULT,
        TenantOptions.DEFAULT,
        RetryPolicy.DEFAULT,
        new RecordedMetrics());
  }

  /** The same with another log. */
  public EngineOptions withLog(LogOptions changed) {
    return with(draft -> draft.log = changed);
  }

  /** The same with another cap of open tenants. */
  public EngineOptions withOpenTenantCountMax(int changed) {
    return with(draft -> draft.openTenantCountMax = changed);
  }

  /** The same with another idle time. */
  public EngineOptions withCloseIdleAfter(Duration changed) {
    return with(draft -> draft.closeIdleAfter = changed);
  }

  /** The same with another time to drain. */
  public EngineOptions withDrainWithin(Duration changed) {
    return with(draft -> draft.drainWithin = changed);
  }

  /** The same with another pace of the background. */
  public EngineOptions withMaintainEvery(Duration changed) {
    return with(draft -> draft.maintainEvery = changed);
  }

  /** The same with other checkpoints. */
  public EngineOptions withCheckpoints(Checkpoints changed) {
    return with(draft -> draft.checkpoints = changed);
  }

  /** The same with other options for new tenants. */
  public EngineOptions withTenant(TenantOptions changed) {
    return with(draft -> draft.tenant = changed);
  }

  /** The same with another retry policy. */
  public EngineOptions withRetries(RetryPolicy changed) {
    return with(draft -> draft.retries = changed);
  }

  /** The same with other metrics. */
  public EngineOptions withMetrics(EngineMetrics changed) {
    return with(draft -> draft.metrics = changed);
  }

  private EngineOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finish();
  }

  /** The same options, of which one is about to be changed. */
  private static final class Draft {
    LogOptions log;
    int openTenantCountMax;
    Duration closeIdleAfter;
    Duration drainWithin;
    Duration maintainEvery;
    Checkpoints checkpoints;
    TenantOptions tenant;
    RetryPolicy retries;
    EngineMetrics metrics;

    Draft(EngineOptions of) {
      log = of.log;
      openTenantCountMax = of.openTenantCountMax;
      closeIdleAfter = of.closeIdleAfter;
      drainWithin = of.drainWithin;
      maintainEvery = of.maintainEvery;
      checkpoints = of.checkpoints;
      tenant = of.tenant;
      retries = of.retries;
      metrics = of.metrics;
    }

    EngineOptions finish() {
      return new EngineOptions(
          log,
          openTenantCountMax,
          closeIdleAfter,
          drainWithin,
          maintainEvery,
          checkpoints,
          tenant,
          retries,
          metrics);
    }
  }
}
