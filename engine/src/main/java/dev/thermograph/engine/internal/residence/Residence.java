package dev.thermograph.engine.internal.residence;

import dev.thermograph.engine.internal.event.EvictEvent;
import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.metrics.EngineTimer;
import dev.thermograph.wal.flush.LogClock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants' memory is open: as many as the cap says, those used last.
 *
 * <p>The first who wants to use one that is not open has it opened; who comes meanwhile waits for
 * the same opening. Before that, the one not used for the longest time leaves. Those in use never
 * leave: while all are, the cap is exceeded, which is counted, and made good by {@link #tidy}.
 *
 * <p><b>Thread-safe.</b> Using one that is open takes no lock and allocates nothing.
 *
 * @param <R> what is opened
 */
public final class Residence<R extends Resident> {
  private final Opener<R> opener;
  private final Workers workers;
  private final int countMax;
  private final LogClock clock;
  private final EngineMetrics metrics;
  private final ConcurrentHashMap<Integer, Slot<R>> slots = new ConcurrentHashMap<>();

  /** Those that are open or being opened. */
  private final AtomicInteger count = new AtomicInteger();

  /**
   * Nothing is open yet.
   *
   * @param workers open and close; they stay the caller's
   * @param countMax how many may be open
   */
  public Residence(
      Opener<R> opener, Workers workers, int countMax, LogClock clock, EngineMetrics metrics) {
    this.opener = opener;
    this.workers = workers;
    this.countMax = countMax;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** The place of a tenant, open or not. */
  public Slot<R> slot(int number) {
    return slots.computeIfAbsent(number, Slot::new);
  }

  /** Forgets the place of a tenant that will never be used again, and that nobody is let into. */
  public void forget(int number) {
    slots.remove(number);
  }

  /** How many are open or being opened. */
  public int count() {
    return count.get();
  }

  /**
   * Uses a tenant, which stays open until {@link #leave}; opens it if need be.
   *
   * @throws RuntimeException what it was barred with
   */
  public R use(Slot<R> slot) {
    while (true) {
      R resident = slot.tryUse(clock.nanoTime());
      if (resident != null) {
        return resident;
      }
      Slot.Attempt attempt = slot.beginOpening();
      if (attempt != null) {
        submit(slot, attempt);
        slot.await(attempt);
      }
    }
  }

  /** Uses a tenant if it is open; for background work, which is no use to be remembered. */
  public @Nullable R useIfOpen(Slot<R> slot) {
    return slot.tryUse(slot.lastUsedNanos());
  }

  /** Ends a {@link #useIfOpen}. */
  public void leaveUnnoticed(Slot<R> slot) {
    slot.leave(slot.lastUsedNanos());
  }

  /** Ends a use. */
  public void leave(Slot<R> slot) {
    slot.leave(clock.nanoTime());
  }

  private void submit(Slot<R> slot, Slot.Attempt attempt) {
    if (!workers.submit(() -> open(slot, attempt))) {
      slot.failed(attempt, new IllegalStateException("the engine is closing"));
    }
  }

  private void open(Slot<R> slot, Slot.Attempt attempt) {
    long begin = clock.nanoTime();
    count.incrementAndGet();
    try {
      if (!trim()) {
        metrics.count(EngineCounter.CAP_EXCEEDED, 1);
      }
      R opened = opener.open(slot.number());
      metrics.count(EngineCounter.TENANTS_OPENED, 1);
      metrics.record(EngineTimer.TENANT_OPEN, clock.nanoTime() - begin);
      slot.opened(attempt, opened, clock.nanoTime());
    } catch (Throwable e) { // those who wait are told, whatever it was
      count.decrementAndGet();
      metrics.count(EngineCounter.OPENINGS_FAILED, 1);
      slot.failed(attempt, e);
    }
  }

  /** Lets those leave that were not used for the longest time; false when too many are in use. */
  private boolean trim() {
    while (count.get() > countMax) {
      Optional<Slot<R>> oldest = opener.mayClose() ? oldest() : Optional.empty();
      if (oldest.isEmpty()) {
        return false;
      }
      evict(oldest.get()); // somebody may have come first, then it is no longer the oldest
    }
    return true;
  }

  private Optional<Slot<R>> oldest() {
    long now = clock.nanoTime(); // the clock's numbers may wrap, their differences do not
    return slots.values().stream()
        .filter(Slot::isIdle)
        .max(Comparator.comparingLong(slot -> now - slot.lastUsedNanos()));
  }

  private boolean evict(Slot<R> slot) {
    R leaving = slot.tryBeginClosing();
    if (leaving == null) {
      return false;
    }
    long begin = clock.nanoTime();
    EvictEvent event = new EvictEvent();
    event.tenant = slot.number();
    event.bytes = leaving.memoryBytes();
    finishClosing(leaving, slot);
    event.commit();
    metrics.count(EngineCounter.TENANTS_EVICTED, 1);
    metrics.record(EngineTimer.TENANT_EVICT, clock.nanoTime() - begin);
    return true;
  }

  /** What cannot be closed cleanly is opened from the log next time; nothing is lost. */
  private void finishClosing(R leaving, Slot<R> slot) {
    count.decrementAndGet(); // now, so that nobody makes room a second time for the same one
    try {
      leaving.close();
    } catch (RuntimeException e) {
      metrics.failure("closing tenant " + slot.number(), e);
    } finally {
      slot.closed();
    }
  }

  /**
   * Closes what nobody has used for a time, what is worn, and what exceeds the cap. On a thread
   * that may touch files.
   */
  public void tidy(long idleNanosMax) {
    if (!opener.mayClose()) {
      return;
    }
    long now = clock.nanoTime();
    for (Slot<R> slot : List.copyOf(slots.values())) {
      if (slot.isOpen() && now - slot.lastUsedNanos() >= idleNanosMax) {
        evict(slot);
      }
    }
    closeWorn();
    boolean _ = trim();
  }

  private void closeWorn() {
    for (Slot<R> slot : List.copyOf(slots.values())) {
      R resident = useIfOpen(slot);
      if (resident != null) {
        boolean isWorn = resident.isWorn();
        leaveUnnoticed(slot);
        if (isWorn) {
          evict(slot);
        }
      }
    }
  }

  /**
   * Lets nobody use a tenant any more, and waits until nobody does. Call {@link #unbar} to let them
   * in again. One caller at a time for one tenant.
   *
   * @param refusal what everybody is told who wants to; null lets them wait
   * @return false when it was in use for too long; then everybody is let in again
   */
  public boolean bar(
      Slot<R> slot, @Nullable Supplier<? extends RuntimeException> refusal, long withinNanos) {
    slot.bar(new Slot.Barrier(refusal));
    boolean isQuiet = slot.awaitQuiet(withinNanos);
    if (!isQuiet) {
      slot.unbar();
    }
    return isQuiet;
  }

  /** As {@link #bar} when nobody waits for anything: nobody uses it, or they go on undisturbed. */
  public void keepBarred(Slot<R> slot, Supplier<? extends RuntimeException> refusal) {
    slot.bar(new Slot.Barrier(refusal));
  }

  /**
   * Closes a tenant that is barred.
   *
   * @param before what is done with it first, if it is open
   */
  public void closeBarred(Slot<R> slot, Consumer<? super R> before) {
    workers.call(
        () -> {
          R leaving = slot.tryBeginClosingBarred();
          if (leaving != null) {
            before.accept(leaving);
            finishClosing(leaving, slot);
          }
        });
  }

  /** Lets everybody in again. */
  public void unbar(Slot<R> slot) {
    slot.unbar();
  }

  /** All places there are, open or not. */
  public Collection<Slot<R>> slots() {
    return List.copyOf(slots.values());
  }
}
