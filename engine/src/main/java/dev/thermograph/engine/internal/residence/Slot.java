package dev.thermograph.engine.internal.residence;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.error.TenantNotOpenedException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's place: whether its memory is open, and how many use it.
 *
 * <p>Who uses the memory counts himself first, with one compare-and-set; who wants to close it
 * takes the count from zero to {@link #SHUT} with another one. So neither ever sees the other's
 * half.
 *
 * <p><b>Thread-safe:</b> the count by compare-and-set, all else by a lock that is held for a few
 * instructions.
 *
 * @param <R> what is opened
 */
public final class Slot<R extends Resident> {
  /** The count while nothing is open, or no longer. */
  private static final int SHUT = -1;

  /** Added to the count while users are waited for and no new ones are let in. */
  private static final int BARRED = 1 << 30;

  private final int number;
  private final AtomicInteger uses = new AtomicInteger(SHUT);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile @Nullable R resident;
  private volatile long lastUsedNanos;
  private volatile Phase phase = new Phase.Closed();

  @GuardedBy("lock")
  private @Nullable Barrier barrier;

  /**
   * Lets nobody in.
   *
   * @param refusal what they are told; null when they wait
   */
  record Barrier(@Nullable Supplier<? extends RuntimeException> refusal) {}

  Slot(int number) {
    this.number = number;
  }

  /** What a place is doing. */
  sealed interface Phase {
    /** Nothing is open. */
    record Closed() implements Phase {}

    /** Somebody is opening it. */
    record Opening(Attempt attempt) implements Phase {}

    /** It is open. */
    record Open() implements Phase {}

    /** Somebody is closing it. */
    record Closing() implements Phase {}
  }

  /** One opening, for which all wait who came meanwhile. */
  static final class Attempt {
    private boolean isOver;
    private @Nullable Throwable failure;
  }

  int number() {
    return number;
  }

  Phase phase() {
    return phase;
  }

  /** Whether the memory is open. */
  public boolean isOpen() {
    return phase instanceof Phase.Open;
  }

  /** Whether the memory is open, nobody uses it, and nobody has barred it. */
  boolean isIdle() {
    return uses.get() == 0;
  }

  /** Whether the memory is being opened. */
  public boolean isOpening() {
    return phase instanceof Phase.Opening;
  }

  /** How many use it. */
  public int useCount() {
    return Math.max(0, uses.get() & ~BARRED);
  }

  long lastUsedNanos() {
    return lastUsedNanos;
  }

  /** Counts one more user, or returns null when it is not open or nobody is let in. Hot path. */
  @Nullable R tryUse(long nowNanos) {
    int count = uses.get();
    while (count >= 0 && count < BARRED) {
      if (uses.compareAndSet(count, count + 1)) {
        lastUsedNanos = nowNanos;
        return resident;
      }
      count = uses.get();
    }
    return null;
  }

  /** Counts one user less. Hot path. */
  void leave(long nowNanos) {
    lastUsedNanos = nowNanos;
    if (uses.decrementAndGet() == BARRED) {
      signal();
    }
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Finds out what somebody has to do who wants to use it and could not.
   *
   * @return an attempt that he has to make, or null when he should try again
   * @throws RuntimeException when nobody is let in
   */
  @Nullable Attempt beginOpening() {
    lock.lock();
    try {
      Barrier closed = barrier;
      if (closed != null) {
        awaitOrRefuse(closed);
        return null;
      }
      switch (phase) {
        case Phase.Closed() -> {
          Attempt attempt = new Attempt();
          phase = new Phase.Opening(attempt);
          return attempt;
        }
        case Phase.Opening(Attempt attempt) -> awaitAttempt(attempt);
        case Phase.Closing() -> awaitClosed();
        case Phase.Open() -> {
          return null;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void awaitOrRefuse(Barrier closed) {
    Supplier<? extends RuntimeException> refusal = closed.refusal();
    if (refusal != null) {
      throw refusal.get();
    }
    while (closed.equals(barrier)) {
      changed.awaitUninterruptibly();
    }
  }

  @GuardedBy("lock")
  private void awaitClosed() {
    while (phase instanceof Phase.Closing) {
      changed.awaitUninterruptibly();
    }
  }

  /** Waits for an opening, whoever makes it, and fails as it does. */
  void await(Attempt attempt) {
    lock.lock();
    try {
      awaitAttempt(attempt);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void awaitAttempt(Attempt attempt) {
    while (!attempt.isOver) {
      changed.awaitUninterruptibly();
    }
    Throwable failure = attempt.failure;
    if (failure != null) {
      Barrier closed = barrier;
      if (closed != null && closed.refusal() != null) { // that is why, or as good a reason
        throw closed.refusal().get();
      }
      throw new TenantNotOpenedException(number, failure);
    }
  }

  /** The opening has come to its end. */
  void opened(Attempt attempt, R opened, long nowNanos) {
    lock.lock();
    try {
      resident = opened;
      lastUsedNanos = nowNanos;
      phase = new Phase.Open();
      uses.set(barrier == null ? 0 : BARRED);
      attempt.isOver = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The opening has failed: all who wait are told, and the next one tries again. */
  void failed(Attempt attempt, Throwable failure) {
    lock.lock();
    try {
      phase = new Phase.Closed();
      attempt.failure = failure;
      attempt.isOver = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What is open, for who has barred it; nobody else uses it. */
  public Optional<R> findBarred() {
    return uses.get() == BARRED ? Optional.ofNullable(resident) : Optional.empty();
  }

  /**
   * Begins closing if nobody uses it; the caller closes what he gets, then says {@link #closed}.
   * One that is barred is left to who has barred it.
   */
  @Nullable R tryBeginClosing() {
    return tryBeginClosing(0);
  }

  /** As {@link #tryBeginClosing()}, for who has barred it. */
  @Nullable R tryBeginClosingBarred() {
    return tryBeginClosing(BARRED);
  }

  private @Nullable R tryBeginClosing(int unused) {
    lock.lock();
    try {
      if (!uses.compareAndSet(unused, SHUT)) {
        return null;
      }
      phase = new Phase.Closing();
      R leaving = resident;
      resident = null;
      return leaving;
    } finally {
      lock.unlock();
    }
  }

  /** The closing has come to its end. */
  void closed() {
    lock.lock();
    try {
      phase = new Phase.Closed();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The closing was called off: everything is as before it. */
  void stays(R stayed) {
    lock.lock();
    try {
      resident = stayed;
      phase = new Phase.Open();
      uses.set(barrier == null ? 0 : BARRED);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody in from now on. */
  void bar(Barrier newBarrier) {
    lock.lock();
    try {
      barrier = newBarrier;
      changed.signalAll(); // who waited may be refused now
      uses.getAndUpdate(count -> count >= 0 && count < BARRED ? count + BARRED : count);
    } finally {
      lock.unlock();
    }
  }

  /** Lets everybody in again. */
  void unbar() {
    lock.lock();
    try {
      barrier = null;
      uses.getAndUpdate(count -> count >= BARRED ? count - BARRED : count);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until nobody uses it, nobody opens and nobody closes it. An interrupt is kept and does
   * not cut the wait.
   *
   * @return false when the time was over first
   */
  boolean awaitQuiet(long nanos) {
    boolean interrupted = false;
    lock.lock();
    try {
      long left = nanos;
      while (!isQuiet()) {
        if (left <= 0) {
          return false;
        }
        try {
          left = changed.awaitNanos(left);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return true;
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits until nobody opens and nobody closes it. */
  void awaitSettled() {
    lock.lock();
    try {
      while (phase instanceof Phase.Opening || phase instanceof Phase.Closing) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean isQuiet() {
    return switch (phase) {
      case Phase.Closed() -> true;
      case Phase.Open() -> useCount() == 0;
      case Phase.Opening _, Phase.Closing _ -> false;
    };
  }
}
