package dev.thermograph.index.lucene.internal.segment;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has one piece of work done by the workers whenever somebody asks for it; many requests before it
 * begins make one. Thread-safe.
 */
public final class Maintenance {
  private final Executor workers;
  private final Runnable work;
  private final AtomicBoolean requested = new AtomicBoolean();

  /** Work for these workers. */
  public Maintenance(Executor workers, Runnable work) {
    this.workers = workers;
    this.work = work;
  }

  /** The work is to be done once more, from the beginning. */
  public void request() {
    if (requested.get() || !requested.compareAndSet(false, true)) {
      return;
    }
    try {
      workers.execute(this::run);
    } catch (RejectedExecutionException _) {
      // The workers are closing, or full; the next change asks again.
      requested.set(false);
    }
  }

  private void run() {
    requested.set(false);
    work.run();
  }
}
