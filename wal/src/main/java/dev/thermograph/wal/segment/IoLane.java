package dev.thermograph.wal.segment;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs file operations where no caller's interrupt can reach them.
 *
 * <p>An {@link IoThread} runs its operation itself, with no allocation and no lock. Any other
 * thread hands it to the lane's own thread and waits, whatever interrupts arrive; its interrupt
 * flag is still set afterwards. So the queue holds at most one task per waiting caller.
 *
 * <p>Lives as long as it has users: the directory and each open file count as one. When the last
 * one releases it, its thread ends. <b>Thread-safe:</b> all state is guarded by {@code queueLock},
 * which is never held while an operation runs.
 */
final class IoLane {
  private final ReentrantLock queueLock = new ReentrantLock();
  private final Condition changed = queueLock.newCondition();
  private final ArrayDeque<Task<?>> queue = new ArrayDeque<>();
  private final String owner;
  private final IoThread thread;
  private int userCount = 1;
  private boolean ended;

  /**
   * Starts a lane with one user.
   *
   * @param owner what the lane serves, for messages
   */
  static IoLane start(String threadName, String owner) {
    IoLane lane = new IoLane(threadName, owner);
    lane.thread.start();
    return lane;
  }

  private IoLane(String threadName, String owner) {
    this.owner = owner;
    this.thread = new IoThread(threadName, this::serve);
  }

  /** Runs the operation on a thread of the log's own and returns what it returns. */
  <T extends @Nullable Object> T call(IoOperation<T> operation) throws IOException {
    if (IoThread.isCurrent()) {
      return operation.run();
    }
    Task<T> task = new Task<>(operation, queueLock.newCondition());
    queueLock.lock();
    try {
      if (ended || userCount == 0) {
        throw new IOException("closed: " + owner);
      }
      queue.add(task);
      changed.signal();
      while (!task.finished) {
        task.done.awaitUninterruptibly();
      }
    } finally {
      queueLock.unlock();
    }
    return task.outcome();
  }

  /** As {@link #call(IoOperation)} for an operation without a result. */
  void run(IoStep step) throws IOException {
    this.<@Nullable Void>call(
        () -> {
          step.run();
          return null;
        });
  }

  /** Counts one more user; refused after the last one has left. */
  void retain() throws IOException {
    queueLock.lock();
    try {
      if (userCount == 0) {
        throw new IOException("closed: " + owner);
      }
      userCount++;
    } finally {
      queueLock.unlock();
    }
  }

  /** Counts one user less. The last one ends the thread and waits for its end. */
  void release() {
    queueLock.lock();
    try {
      userCount--;
      if (userCount > 0) {
        return;
      }
      changed.signal();
      while (!ended) {
        changed.awaitUninterruptibly();
      }
    } finally {
      queueLock.unlock();
    }
  }

  private void serve() {
    Throwable cause = null;
    try {
      for (Task<?> task = take(); task != null; task = take()) {
        task.attempt();
        finish(task);
      }
    } catch (Throwable thrown) {
      cause = thrown;
      throw thrown;
    } finally {
      end(cause);
    }
  }

  /** The next task, or null when the last user has left and nothing is queued. */
  private @Nullable Task<?> take() {
    queueLock.lock();
    try {
      while (queue.isEmpty() && userCount > 0) {
        changed.awaitUninterruptibly();
      }
      return queue.poll();
    } finally {
      queueLock.unlock();
    }
  }

  private void finish(Task<?> task) {
    queueLock.lock();
    try {
      task.finished = true;
      task.done.signal();
    } finally {
      queueLock.unlock();
    }
  }

  /** Lets nobody wait for a thread that is gone, whatever ended it. */
  private void end(@Nullable Throwable cause) {
    queueLock.lock();
    try {
      ended = true;
      for (Task<?> task = queue.poll(); task != null; task = queue.poll()) {
        task.failure = new IOException("the I/O thread has died: " + owner, cause);
        task.finished = true;
        task.done.signal();
      }
      changed.signalAll();
    } finally {
      queueLock.unlock();
    }
  }

  /** One file operation with a result. */
  @FunctionalInterface
  interface IoOperation<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /** One file operation without a result. */
  @FunctionalInterface
  interface IoStep {
    void run() throws IOException;
  }

  /** An operation on its way to the lane's thread and back; the lock's hand-over publishes it. */
  private static final class Task<T extends @Nullable Object> {
    private final IoOperation<T> operation;
    private final Condition done;
    private @Nullable T result;
    private @Nullable Throwable failure;
    private boolean finished;

    Task(IoOperation<T> operation, Condition done) {
      this.operation = operation;
      this.done = done;
    }

    /** Runs the operation; what it throws belongs to the caller, not to the lane. */
    void attempt() {
      try {
        result = operation.run();
      } catch (Throwable thrown) {
        failure = thrown;
      }
    }

    @SuppressWarnings("NullAway") // Null only where T admits it: then the operation returned null.
    T outcome() throws IOException {
      switch (failure) {
        case null -> {
          return result;
        }
        case IOException thrown -> throw thrown;
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case Throwable thrown -> throw new AssertionError("an operation threw " + thrown, thrown);
      }
    }
  }
}
