package dev.thermograph.engine.internal.residence;

import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.metrics.EngineTimer;
import dev.thermograph.wal.flush.LogClock;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants' memory is open: as many as the cap says, those used last.
 *
 * <p>The first who wants to use one that is not open has it opened; who comes meanwhile waits for
 * the same opening. Behind it, the one not used for the longest time leaves, see {@link
 * Departures}. Those in use never leave: while all are, the cap is exceeded, which is counted, and
 * made good by {@link #tidy}.
 *
 * <p><b>Thread-safe.</b> Using one that is open takes no lock and allocates nothing.
 *
 * @param <R> what is opened
 */
public final class Residence<R extends Resident> {
  private final Opener<R> opener;
  private final ResidenceThreads threads;
  private final LogClock clock;
  private final EngineMetrics metrics;
  private final ConcurrentHashMap<Integer, Slot<R>> slots = new ConcurrentHashMap<>();
  private final Departures<R> departures;
  private final AtomicBoolean isTidying = new AtomicBoolean();

  /**
   * Nothing is open yet.
   *
   * @param threads open and close; they stay the caller's
   * @param countMax how many may be open, but for a few that are leaving
   */
  public Residence(
      Opener<R> opener,
      ResidenceThreads threads,
      int countMax,
      LogClock clock,
      EngineMetrics metrics) {
    this.opener = opener;
    this.threads = threads;
    this.clock = clock;
    this.metrics = metrics;
    this.departures =
        new Departures<>(slots.values(), opener, threads.closers(), countMax, clock, metrics);
  }

  /** The place of a tenant, open or not. */
  public Slot<R> slot(int number) {
    return slots.computeIfAbsent(number, Slot::new);
  }

  /** Forgets the place of a tenant that will never be used again, and that nobody is let into. */
  public void forget(int number) {
    slots.remove(number);
  }

  /** How many are open or being opened, but for those that are leaving. */
  int count() {
    return departures.stayingCount();
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
        long begin = clock.nanoTime();
        departures.arrive(() -> begin(slot, attempt, begin));
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

  private void begin(Slot<R> slot, Slot.Attempt attempt, long begin) {
    if (!threads.openers().submit(() -> open(slot, attempt, begin))) {
      failed(slot, attempt, ending());
    }
  }

  private static IllegalStateException ending() {
    return new IllegalStateException("the engine is closing");
  }

  private void open(Slot<R> slot, Slot.Attempt attempt, long begin) {
    try {
      switch (opener.open(slot.number())) {
        case Opening.Opened<R>(R resident) -> opened(slot, attempt, begin, resident);
        case Opening.Rest<R> rest -> handOver(slot, attempt, begin, rest);
      }
    } catch (Throwable e) { // those who wait are told, whatever it was
      failed(slot, attempt, e);
    }
  }

  private void handOver(Slot<R> slot, Slot.Attempt attempt, long begin, Opening.Rest<R> rest) {
    if (!threads.rebuilders().submit(() -> finish(slot, attempt, begin, rest))) {
      rest.giveUp();
      failed(slot, attempt, ending());
    }
  }

  private void finish(Slot<R> slot, Slot.Attempt attempt, long begin, Opening.Rest<R> rest) {
    try {
      opened(slot, attempt, begin, rest.finish());
    } catch (Throwable e) { // as above
      failed(slot, attempt, e);
    }
  }

  private void opened(Slot<R> slot, Slot.Attempt attempt, long begin, R resident) {
    metrics.count(EngineCounter.TENANTS_OPENED, 1);
    metrics.record(EngineTimer.TENANT_OPEN, clock.nanoTime() - begin);
    slot.opened(attempt, resident, clock.nanoTime());
  }

  private void failed(Slot<R> slot, Slot.Attempt attempt, Throwable cause) {
    metrics.count(EngineCounter.OPENINGS_FAILED, 1);
    slot.failed(attempt, cause);
    departures.gone();
  }

  /**
   * Has what nobody has used for a time closed, what is worn, and what exceeds the cap. Returns at
   * once, and does nothing while that is still being done.
   */
  public void tidy(long idleNanosMax) {
    if (opener.mayClose() && isTidying.compareAndSet(false, true)) {
      boolean isBegun = threads.closers().submit(() -> tidyAndTell(idleNanosMax));
      if (!isBegun) {
        isTidying.set(false);
      }
    }
  }

  private void tidyAndTell(long idleNanosMax) {
    try {
      tidyNow(idleNanosMax);
    } finally {
      isTidying.set(false);
    }
  }

  /** As {@link #tidy}, on a thread that may touch files, but for what exceeds the cap. */
  void tidyNow(long idleNanosMax) {
    long now = clock.nanoTime();
    for (Slot<R> slot : List.copyOf(slots.values())) {
      if (slot.isOpen() && (now - slot.lastUsedNanos() >= idleNanosMax || isWorn(slot))) {
        departures.evict(slot);
      }
    }
    departures.trim();
  }

  private boolean isWorn(Slot<R> slot) {
    R resident = useIfOpen(slot);
    if (resident == null) {
      return false;
    }
    boolean isWorn = resident.isWorn();
    leaveUnnoticed(slot);
    return isWorn;
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
    threads
        .closers()
        .call(
            () -> {
              R leaving = slot.tryBeginClosingBarred();
              if (leaving != null) {
                before.accept(leaving);
                departures.closeAnyhow(slot, leaving);
                departures.gone();
              }
            });
  }

  /** Waits until a tenant is neither being opened nor being closed, however long that takes. */
  public void awaitSettled(Slot<R> slot) {
    slot.awaitSettled();
  }

  /** Lets everybody in again. */
  public void unbar(Slot<R> slot) {
    slot.unbar();
  }
}
