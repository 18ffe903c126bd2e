package dev.thermograph.engine.internal.residence;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.wal.segment.IoThread;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A few threads of the engine's own, which may touch files: nobody can interrupt them. Tasks are
 * begun in the order they came; each tenant has one at a time at most, which bounds the queue.
 *
 * <p><b>Thread-safe:</b> by one lock, never held while a task runs.
 */
public final class Workers implements AutoCloseable {
  private final ReentrantLock queueLock = new ReentrantLock();
  private final Condition changed = queueLock.newCondition();

  @GuardedBy("queueLock")
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();

  @GuardedBy("queueLock")
  private boolean ending;

  private final List<IoThread> threads = new ArrayList<>();
  private final EngineMetrics metrics;

  private Workers(EngineMetrics metrics) {
    this.metrics = metrics;
  }

  /** Starts so many threads of this name. */
  public static Workers start(String name, int count, EngineMetrics metrics) {
    Workers workers = new Workers(metrics);
    for (int thread = 1; thread <= count; thread++) {
      workers.threads.add(new IoThread(name + "-" + thread, workers::work));
    }
    workers.threads.forEach(Thread::start);
    return workers;
  }

  /**
   * No threads: every task runs at once on the thread that brings it, which need not be one that
   * may touch files.
   */
  public static Workers onCallers(EngineMetrics metrics) {
    return new Workers(metrics);
  }

  /**
   * Queues a task; what it throws is only counted.
   *
   * @return false when the threads are ending; the task will not run
   */
  public boolean submit(Runnable task) {
    if (threads.isEmpty()) {
      run(task);
      return true;
    }
    queueLock.lock();
    try {
      if (ending) {
        return false;
      }
      queue.add(task);
      changed.signal();
      return true;
    } finally {
      queueLock.unlock();
    }
  }

  private void work() {
    while (true) {
      Runnable task;
      queueLock.lock();
      try {
        while (queue.isEmpty() && !ending) {
          changed.awaitUninterruptibly();
        }
        if (queue.isEmpty()) {
          return;
        }
        task = queue.remove();
      } finally {
        queueLock.unlock();
      }
      run(task);
    }
  }

  /** The thread goes on, whatever happens: others wait for it. */
  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      metrics.failure("a task of " + Thread.currentThread().getName(), e);
    }
  }

  /** Runs a task on one of the threads and waits for its end; an interrupt is kept. */
  public void call(Runnable task) {
    if (threads.isEmpty() || IoThread.isCurrent()) {
      task.run();
      return;
    }
    FutureTask<Void> future = new FutureTask<>(task, null);
    if (!submit(future)) {
      throw new IllegalStateException("the threads have ended");
    }
    await(future);
  }

  private static void await(FutureTask<Void> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          future.get();
          return;
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException e) {
          switch (e.getCause()) {
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            case null, default -> throw new AssertionError("a task threw " + e.getCause(), e);
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Runs what is queued, then ends. Idempotent. */
  @Override
  public void close() {
    queueLock.lock();
    try {
      ending = true;
      changed.signalAll();
    } finally {
      queueLock.unlock();
    }
    threads.forEach(IoThread::awaitEnd);
  }
}
