package dev.thermograph.engine.internal.core;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.engine.internal.residence.Workers;
import dev.thermograph.engine.metrics.EngineMetrics;
import dev.thermograph.index.IndexWorkers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The threads that all indexes of an engine share: two that fill them, so that a small one need not
 * wait for a large one, one that writes small segments, and one that merges them into large ones,
 * so that a search keeps a processor. They are started when they are first needed.
 * <b>Thread-safe.</b>
 */
final class IndexThreads implements AutoCloseable {
  private final EngineMetrics metrics;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final List<Lazy> started = new ArrayList<>();

  @GuardedBy("lock")
  private boolean isClosed;

  private final Lazy fills = new Lazy("thermograph-fill", 2);
  private final IndexWorkers workers =
      new IndexWorkers(new Lazy("thermograph-drain", 1), new Lazy("thermograph-merge", 1));

  IndexThreads(EngineMetrics metrics) {
    this.metrics = metrics;
  }

  /** Runs what opens and fills indexes; refuses it when the engine is closed. */
  Executor fills() {
    return fills;
  }

  /** Run what indexes do on their own. */
  IndexWorkers workers() {
    return workers;
  }

  /** Ends when what was asked for is done. All tenants are closed. Idempotent. */
  @Override
  public void close() {
    List<Lazy> ending;
    synchronized (lock) {
      isClosed = true;
      ending = List.copyOf(started);
      started.clear();
    }
    ending.forEach(Lazy::end);
  }

  /** Threads that start with their first task. */
  private final class Lazy implements Executor {
    private final String name;
    private final int count;
    private volatile @Nullable Workers threads;

    Lazy(String name, int count) {
      this.name = name;
      this.count = count;
    }

    @Override
    public void execute(Runnable task) {
      Workers running = threads;
      if (running == null) {
        running = start();
      }
      if (!running.submit(task)) {
        throw new RejectedExecutionException("the engine was closed");
      }
    }

    private Workers start() {
      synchronized (lock) {
        Workers running = threads;
        if (running == null) {
          if (isClosed) {
            throw new RejectedExecutionException("the engine was closed");
          }
          running = Workers.start(name, count, metrics);
          threads = running;
          started.add(this);
        }
        return running;
      }
    }

    void end() {
      Workers running = threads;
      if (running != null) {
        running.close();
      }
    }
  }
}
