package dev.thermograph.engine.internal.residence;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.internal.event.EvictEvent;
import dev.thermograph.engine.metrics.EngineCounter;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.engine.metrics.EngineTimer;
import dev.thermograph.wal.flush.LogClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who leaves so that others can come.
 *
 * <p>Who comes does not wait until another has left: he is let in at once, and the one not used for
 * the longest time leaves behind him. So for a while there are more than the cap says, by those
 * that are leaving, but not by more than {@link #overshoot}: beyond that, who comes waits until one
 * has left. While all are in use none can leave, and whoever comes is let in.
 *
 * <p><b>Thread-safe:</b> by one lock, held while the one not used for the longest time is looked
 * for (O(tenants ever used)), never while one is closed.
 *
 * @param <R> what is opened
 */
final class Departures<R extends Resident> {
  /** So many may be leaving at a time beyond the cap; or a part of the cap when that is more. */
  private static final int OVERSHOOT_MIN = 2;

  private static final int OVERSHOOT_PARTS = 16;

  /** When one could not leave, the log is the reason, and that is the same for all. */
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Collection<Slot<R>> slots;
  private final Opener<R> opener;
  private final Workers closers;
  private final int countMax;
  private final LogClock clock;
  private final EngineMetrics metrics;
  private final ReentrantLock lock = new ReentrantLock();

  /** Those that are open or being opened, but for the leaving ones. */
  @GuardedBy("lock")
  private int staying;

  @GuardedBy("lock")
  private int leaving;

  /** Openings that wait until one has left; each tenant has one at most. */
  @GuardedBy("lock")
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

  @GuardedBy("lock")
  private @Nullable Long pausedSinceNanos;

  Departures(
      Collection<Slot<R>> slots,
      Opener<R> opener,
      Workers closers,
      int countMax,
      LogClock clock,
      EngineMetrics metrics) {
    this.slots = slots;
    this.opener = opener;
    this.closers = closers;
    this.countMax = countMax;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** How many may be leaving beyond a cap. */
  static int overshoot(int countMax) {
    return Math.max(OVERSHOOT_MIN, countMax / OVERSHOOT_PARTS);
  }

  /** How many are open or being opened, but for those that are leaving. */
  int stayingCount() {
    lock.lock();
    try {
      return staying;
    } finally {
      lock.unlock();
    }
  }

  /** Has somebody open one more as soon as there is room for it. */
  void arrive(Runnable opening) {
    List<Runnable> work = new ArrayList<>();
    lock.lock();
    try {
      waiting.add(opening);
      letIn(work);
    } finally {
      lock.unlock();
    }
    work.forEach(Runnable::run);
  }

  @GuardedBy("lock")
  private void letIn(List<Runnable> work) {
    while (!waiting.isEmpty()) {
      staying++;
      makeRoom(work);
      boolean isExceeded = staying > countMax; // nobody can leave, so waiting would not help
      if (!isExceeded && staying + leaving > countMax + overshoot(countMax)) {
        staying--;
        return;
      }
      if (isExceeded) {
        metrics.count(EngineCounter.CAP_EXCEEDED, 1);
      }
      work.add(waiting.remove());
    }
  }

  @GuardedBy("lock")
  private void makeRoom(List<Runnable> work) {
    while (staying > countMax && mayLeave()) {
      Optional<Slot<R>> oldest = oldest();
      if (oldest.isEmpty()) {
        return;
      }
      Slot<R> slot = oldest.get();
      R resident = slot.tryBeginClosing();
      if (resident != null) { // else somebody came first, and it is no longer the oldest
        staying--;
        leaving++;
        work.add(() -> submit(slot, resident));
      }
    }
  }

  @GuardedBy("lock")
  private boolean mayLeave() {
    if (pausedSinceNanos != null && clock.nanoTime() - pausedSinceNanos >= PAUSE_NANOS) {
      pausedSinceNanos = null;
    }
    return pausedSinceNanos == null && opener.mayClose();
  }

  private Optional<Slot<R>> oldest() {
    long now = clock.nanoTime(); // the clock's numbers may wrap, their differences do not
    return slots.stream()
        .filter(Slot::isIdle)
        .max(Comparator.comparingLong(slot -> now - slot.lastUsedNanos()));
  }

  private void submit(Slot<R> slot, R resident) {
    if (!closers.submit(() -> finish(slot, resident))) {
      slot.stays(resident);
      ended(false);
    }
  }

  /** One that was let in has not come, or has left by itself. */
  void gone() {
    List<Runnable> work = new ArrayList<>();
    lock.lock();
    try {
      staying--;
      letIn(work);
    } finally {
      lock.unlock();
    }
    work.forEach(Runnable::run);
  }

  private void ended(boolean hasLeft) {
    List<Runnable> work = new ArrayList<>();
    lock.lock();
    try {
      leaving--;
      if (!hasLeft) {
        staying++;
        pausedSinceNanos = clock.nanoTime();
      }
      letIn(work);
    } finally {
      lock.unlock();
    }
    work.forEach(Runnable::run);
  }

  /** Lets one leave that nobody uses. On a thread that may touch files. */
  void evict(Slot<R> slot) {
    R resident;
    lock.lock();
    try {
      resident = mayLeave() ? slot.tryBeginClosing() : null;
      if (resident != null) {
        staying--;
        leaving++;
      }
    } finally {
      lock.unlock();
    }
    if (resident != null) {
      finish(slot, resident);
    }
  }

  private void finish(Slot<R> slot, R resident) {
    long begin = clock.nanoTime();
    boolean isReady = false;
    try {
      resident.prepareToLeave();
      isReady = true;
    } catch (RuntimeException e) {
      metrics.failure("making room: tenant " + slot.number() + " stays open", e);
    } finally {
      if (!isReady) {
        slot.stays(resident);
        ended(false);
      }
    }
    if (isReady) {
      try {
        close(slot, resident, begin);
      } finally {
        ended(true);
      }
    }
  }

  private void close(Slot<R> slot, R resident, long begin) {
    EvictEvent event = new EvictEvent();
    event.tenant = slot.number();
    event.bytes = resident.memoryBytes();
    closeAnyhow(slot, resident);
    event.commit();
    metrics.count(EngineCounter.TENANTS_EVICTED, 1);
    metrics.record(EngineTimer.TENANT_EVICT, clock.nanoTime() - begin);
  }

  /** What cannot be closed cleanly is opened from the log next time; nothing is lost. */
  void closeAnyhow(Slot<R> slot, R resident) {
    try {
      resident.close();
    } catch (RuntimeException e) {
      metrics.failure("closing tenant " + slot.number(), e);
    } finally {
      slot.closed();
    }
  }

  /** Lets those leave that exceed the cap and are not in use any more. */
  void trim() {
    List<Runnable> work = new ArrayList<>();
    lock.lock();
    try {
      makeRoom(work);
    } finally {
      lock.unlock();
    }
    work.forEach(Runnable::run);
  }
}
