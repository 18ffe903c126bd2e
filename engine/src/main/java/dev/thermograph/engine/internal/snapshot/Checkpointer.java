package dev.thermograph.engine.internal.snapshot;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.internal.snapshot.CheckpointPolicy.Due;
import dev.thermograph.wal.segment.IoThread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes the snapshots of all tenants of an engine, one at a time, on a thread of its own.
 *
 * <p>It looks at each tenant now and then, and at once when asked to. A checkpoint that fails is
 * told to the listener and tried again after a while; nothing is lost by it, since the log has
 * everything and is not let go of. <b>Thread-safe:</b> by one lock, never held while a checkpoint
 * runs.
 */
public final class Checkpointer implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Options options;
  private final IoThread thread;

  @GuardedBy("lock")
  private final List<Registration> registrations = new ArrayList<>();

  @GuardedBy("lock")
  private final ArrayDeque<Registration> asked = new ArrayDeque<>();

  @GuardedBy("lock")
  private @Nullable Registration running;

  @GuardedBy("lock")
  private Cancellation cancellation = new Cancellation();

  @GuardedBy("lock")
  private boolean closing;

  /** A tenant as the checkpointer sees it. Called on its thread only. */
  public interface Subject {
    /** What is due now. */
    Due due();

    /** Does it; the next {@link #due} knows. */
    void checkpoint(Due due, Cancellation cancellation) throws Exception;
  }

  /**
   * How it works.
   *
   * @param lookEvery how often it looks at each tenant
   * @param retryAfter how long a tenant is left alone after a failure
   * @param failures is told of each
   */
  public record Options(Duration lookEvery, Duration retryAfter, FailureListener failures) {}

  /** Is told of checkpoints that failed; must be quick. */
  @FunctionalInterface
  public interface FailureListener {
    /** One failed; it will be tried again. */
    void failed(Due due, Throwable cause);
  }

  /** A tenant that is looked after until this is closed. */
  public final class Registration implements AutoCloseable {
    private final Subject subject;

    /** Guarded by the checkpointer's lock, as the next one. */
    private long notBeforeNanos;

    private long doneCount;

    private Registration(Subject subject) {
      this.subject = subject;
      this.notBeforeNanos = System.nanoTime();
    }

    /** Looks now, and waits until what is due is done or has failed. An interrupt is kept. */
    public void runNow() {
      lock.lock();
      try {
        long before = doneCount;
        notBeforeNanos = System.nanoTime();
        asked.add(this);
        changed.signalAll();
        // What runs already may have begun before the caller's last commit.
        long wanted = before + (running == this ? 2 : 1);
        while (doneCount < wanted && !closing && registrations.contains(this)) {
          changed.awaitUninterruptibly();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Cancels what runs for this tenant, waits for its end, and forgets the tenant. */
    @Override
    public void close() {
      lock.lock();
      try {
        registrations.remove(this);
        asked.removeIf(other -> other == this);
        changed.signalAll();
        while (running == this) {
          cancellation.request();
          changed.awaitUninterruptibly();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private Checkpointer(Options options) {
    this.options = options;
    this.thread = new IoThread("thermograph-checkpoint", this::serve);
  }

  /** Starts the thread. */
  public static Checkpointer start(Options options) {
    Checkpointer started = new Checkpointer(options);
    started.thread.start();
    return started;
  }

  /** Looks after a tenant. */
  public Registration register(Subject subject) {
    Registration registration = new Registration(subject);
    lock.lock();
    try {
      registrations.add(registration);
    } finally {
      lock.unlock();
    }
    return registration;
  }

  private void serve() {
    for (Registration next = take(); next != null; next = take()) {
      run(next);
      finish(next);
    }
  }

  /** The next tenant to look at, or null at the end. */
  private @Nullable Registration take() {
    lock.lock();
    try {
      while (!closing) {
        Registration next = asked.isEmpty() ? nextByTime() : asked.poll();
        if (next != null) {
          running = next;
          cancellation = new Cancellation();
          return next;
        }
        await(options.lookEvery.toNanos());
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private @Nullable Registration nextByTime() {
    long now = System.nanoTime();
    for (int index = 0; index < registrations.size(); index++) {
      Registration registration = registrations.get(index);
      if (now - registration.notBeforeNanos >= 0) {
        registration.notBeforeNanos = now + options.lookEvery.toNanos();
        registrations.remove(index);
        registrations.add(registration); // the others come first the next time
        return registration;
      }
    }
    return null;
  }

  @GuardedBy("lock")
  @SuppressWarnings("WaitNotInLoop") // its caller loops
  private void await(long nanos) {
    try {
      long _ = changed.awaitNanos(Math.min(nanos, TimeUnit.SECONDS.toNanos(1)));
    } catch (InterruptedException e) {
      throw new IllegalStateException("an I/O thread cannot be interrupted", e);
    }
  }

  private void run(Registration registration) {
    Due due = Due.NOTHING;
    try {
      due = registration.subject.due();
      if (due != Due.NOTHING) {
        registration.subject.checkpoint(due, currentCancellation());
      }
    } catch (CancellationException _) {
      return; // whoever cancelled knows
    } catch (Throwable e) { // one tenant's trouble is not the others'
      leaveAlone(registration);
      options.failures.failed(due, e);
    }
  }

  private Cancellation currentCancellation() {
    lock.lock();
    try {
      return cancellation;
    } finally {
      lock.unlock();
    }
  }

  private void leaveAlone(Registration registration) {
    lock.lock();
    try {
      registration.notBeforeNanos = System.nanoTime() + options.retryAfter.toNanos();
    } finally {
      lock.unlock();
    }
  }

  private void finish(Registration registration) {
    lock.lock();
    try {
      running = null;
      registration.doneCount++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Cancels what runs and ends the thread. Idempotent. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      cancellation.request();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.awaitEnd();
  }
}
