package dev.thermograph.index.lucene.internal.segment;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeScheduler;
import org.apache.lucene.index.MergeTrigger;

/**
 * Merges on the workers' threads, one merge of an index at a time, so that many indexes share few
 * threads. Thread-safe.
 */
public final class WorkerMergeScheduler extends MergeScheduler {
  private final Executor workers;
  private final Runnable merged;
  private final Consumer<Throwable> failed;
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * Merges on these workers.
   *
   * @param merged told after each merge
   * @param failed told what a merge failed with
   */
  public WorkerMergeScheduler(Executor workers, Runnable merged, Consumer<Throwable> failed) {
    this.workers = workers;
    this.merged = merged;
    this.failed = failed;
  }

  @Override
  public void merge(MergeSource source, MergeTrigger trigger) {
    if (!source.hasPendingMerges() || !running.compareAndSet(false, true)) {
      return;
    }
    try {
      workers.execute(() -> mergeOne(source));
    } catch (RejectedExecutionException _) {
      // The workers are closing; the next flush asks again if they are not.
      running.set(false);
    }
  }

  /** One merge per task, so that the other indexes get their turn. */
  private void mergeOne(MergeSource source) {
    try {
      MergePolicy.OneMerge next = source.getNextMerge();
      if (next != null) {
        source.merge(next);
        merged.run();
      }
    } catch (MergePolicy.MergeAbortedException _) {
      // The index is being closed.
    } catch (IOException | RuntimeException | Error e) {
      failed.accept(e);
    } finally {
      running.set(false);
      merge(source, MergeTrigger.MERGE_FINISHED);
    }
  }

  @Override
  public void close() {
    // The writer aborts its merges and waits for them; the workers are not ours.
  }
}
