package dev.thermograph.engine.internal.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.Standing;
import dev.thermograph.engine.internal.registry.TenantRegistry;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.flush.RetentionFloor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What of the log is held for tenants that are not open: one floor for all of them, however many
 * there are. Open ones have floors of their own.
 *
 * <p><b>Thread-safe:</b> by its monitor.
 */
final class LogHold implements AutoCloseable {
  private static final String OWNER = "tenants that are not open";

  private final TenantRegistry registry;
  private final WriteAheadLog log;
  private final LogClock clock;

  /** Those that need some of the log. */
  @GuardedBy("this")
  private final Map<Integer, Holder> holders = new HashMap<>();

  @GuardedBy("this")
  private RetentionFloor floor;

  /**
   * A tenant that needs some of the log.
   *
   * @param sequence from there on
   * @param sinceNanos for so long, or since something was tried about it
   */
  private record Holder(long sequence, long sinceNanos) {}

  /** Holds the log for all tenants, none of which is open. */
  LogHold(TenantRegistry registry, WriteAheadLog log, LogClock clock) {
    this.registry = registry;
    this.log = log;
    this.clock = clock;
    registry.tenants().forEach(it -> put(it.number(), registry.standing(it).neededFrom()));
    this.floor = log.retainFrom(OWNER, Math.max(lowest(), log.firstRetainedSequence()));
  }

  private synchronized void put(int number, long sequence) {
    if (sequence != Standing.NOTHING) {
      holders.put(number, new Holder(sequence, clock.nanoTime()));
    }
  }

  /** The lowest that is needed; what is not given out yet when nothing is. */
  private synchronized long lowest() {
    long lowest = log.lastSequence() + 1;
    for (Holder holder : holders.values()) {
      lowest = Math.min(lowest, holder.sequence);
    }
    return lowest;
  }

  /**
   * A tenant is being closed, or needs less of the log; it holds that itself until this returns.
   */
  synchronized void closed(RegisteredTenant tenant, Standing standing) {
    registry.setStanding(tenant, standing);
    holders.remove(tenant.number());
    put(tenant.number(), standing.neededFrom());
    long wanted = Math.max(standing.neededFrom(), log.firstRetainedSequence());
    if (wanted < floor.sequence()) { // floors only rise
      RetentionFloor lower = log.retainFrom(OWNER, wanted);
      floor.close();
      floor = lower;
    }
  }

  /** A tenant is open and holds the log itself, or is gone. */
  synchronized void forget(int number) {
    holders.remove(number);
  }

  /** Lets the log go as far as nobody needs it. */
  synchronized void advance() {
    long lowest = lowest();
    if (lowest > floor.sequence()) {
      floor.advance(lowest);
    }
  }

  /** Something is tried about a tenant, which is not to be tried again soon. */
  synchronized void tried(int number) {
    holders.computeIfPresent(number, (_, holder) -> new Holder(holder.sequence, clock.nanoTime()));
  }

  /** One of the tenants for which the log was held for so long. */
  synchronized Optional<RegisteredTenant> findLongHolder(long nanos) {
    long now = clock.nanoTime();
    return holders.entrySet().stream()
        .filter(holder -> now - holder.getValue().sinceNanos >= nanos)
        .flatMap(holder -> registry.find(holder.getKey()).stream())
        .findFirst();
  }

  @Override
  public synchronized void close() {
    floor.close();
  }
}
