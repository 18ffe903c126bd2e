package dev.thermograph.engine.internal.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.internal.registry.RegisteredTenant;
import dev.thermograph.engine.internal.registry.Standing;
import dev.thermograph.engine.internal.registry.TenantRegistry;
import dev.thermograph.engine.internal.tenancy.LogFloors;
import dev.thermograph.wal.WriteAheadLog;
import dev.thermograph.wal.flush.LogClock;
import dev.thermograph.wal.flush.RetentionFloor;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  private final LogFloors floors;
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
    this(registry, log, LogFloors.of(log), clock);
  }

  /** As the other one, with another way to take floors of the log. */
  LogHold(TenantRegistry registry, WriteAheadLog log, LogFloors floors, LogClock clock) {
    this.registry = registry;
    this.log = log;
    this.floors = floors;
    this.clock = clock;
    registry.tenants().forEach(it -> put(it.number(), registry.standing(it).neededFrom()));
    this.floor = floors.retainWhatIsLeft(OWNER, lowest());
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
    long wanted = Math.max(standing.neededFrom(), floors.firstRetainedSequence());
    if (wanted < floor.sequence()) { // floors only rise
      RetentionFloor lower = floors.retainWhatIsLeft(OWNER, wanted);
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

  /**
   * Tenants for which the log was held for so long, those first that hold the most of it.
   *
   * @param countMax so many at most
   */
  synchronized List<RegisteredTenant> findLongHolders(long nanos, int countMax) {
    long now = clock.nanoTime();
    return holders.entrySet().stream()
        .filter(holder -> now - holder.getValue().sinceNanos >= nanos)
        .sorted(Comparator.comparingLong(holder -> holder.getValue().sequence))
        .flatMap(holder -> registry.find(holder.getKey()).stream())
        .limit(countMax)
        .toList();
  }

  @Override
  public synchronized void close() {
    floor.close();
  }
}
