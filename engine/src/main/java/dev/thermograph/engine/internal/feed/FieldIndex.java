package dev.thermograph.engine.internal.feed;

import dev.thermograph.engine.error.IndexUnavailableException;
import dev.thermograph.engine.internal.graph.ElementHistory;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.snapshot.SnapshotState;
import dev.thermograph.index.VectorIndex;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The index of one field of an open tenant, from its being asked for until the tenant is closed:
 * opened and filled on a thread of its own kind, beside commits; ready from then on.
 *
 * <p><b>Thread-safe.</b>
 */
public final class FieldIndex {
  /** How many nodes are looked at before blocks that were replaced meanwhile are let go of. */
  private static final int NODES_PER_RENEWAL = 4_096;

  private static final Duration LONGEST = Duration.ofDays(365);

  private final VectorField field;
  private final Supplier<VectorIndex> opener;
  private final Attaching attaching;
  private final CompletableFuture<VectorIndex> ready = new CompletableFuture<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private volatile boolean isCancelled;
  private volatile int nodeEnd;
  private volatile int nodesSeen;
  private volatile long searchableFrom = Long.MAX_VALUE;
  private volatile @Nullable VectorIndex opened;

  /** Lets a feed in between two commits. */
  @FunctionalInterface
  interface Attaching {
    /** The state behind the last commit that the feed is not told of, pinned. */
    SnapshotState attach(VectorFeed feed);
  }

  FieldIndex(VectorField field, Supplier<VectorIndex> opener, Attaching attaching) {
    this.field = field;
    this.opener = opener;
    this.attaching = attaching;
  }

  VectorField field() {
    return field;
  }

  /** Opens and fills it: seconds, perhaps, and input and output. Once, on a thread for that. */
  void run(GraphStore store) {
    try {
      if (!isCancelled) {
        VectorIndex index = opener.get();
        opened = index;
        fill(index, store);
      }
    } catch (RuntimeException | Error e) {
      ready.completeExceptionally(e);
    } finally {
      ready.completeExceptionally(
          new IndexUnavailableException("the tenant was closed: property=" + field.property()));
      ended.complete(true);
    }
  }

  private void fill(VectorIndex index, GraphStore store) {
    try (SnapshotState state = attaching.attach(new VectorFeed(field, store, index))) {
      nodeEnd = state.nodeEnd();
      ElementHistory history = new ElementHistory();
      VectorChain chain = new VectorChain(field);
      long horizon = state.horizonOf(field.kind());
      for (int node = 0; node < nodeEnd && !isCancelled; node++) {
        if (store.nodeKind(node) == field.kind()
            && store.nodeHistory(node, _ -> horizon, state.sequence(), history)) {
          chain.show(history);
          if (chain.size() > 0) {
            index.fill(node, chain);
          }
        }
        if (node % NODES_PER_RENEWAL == NODES_PER_RENEWAL - 1) {
          nodesSeen = node + 1;
          index.drain(); // here, so that what is filled does not heap up in memory
          state.pin().renew();
        }
      }
      if (!isCancelled) {
        nodesSeen = nodeEnd;
        index.filled();
        searchableFrom = horizon;
        ready.complete(index);
      }
    }
  }

  /**
   * The index, once it is filled.
   *
   * @param wait how long to wait for that
   * @throws IndexUnavailableException when that is not long enough, or it cannot be opened
   */
  public VectorIndex await(Duration wait) {
    try {
      return ready.get(nanos(wait), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IndexUnavailableException(
          "index is still being filled, ask again: property="
              + field.property()
              + " percent="
              + percentDone()
              + " waited="
              + wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexUnavailableException(
          "interrupted while the index was filled: property=" + field.property());
    } catch (ExecutionException e) {
      throw new IndexUnavailableException(
          "index could not be opened: property=" + field.property(), e.getCause());
    }
  }

  private static long nanos(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : wait.toNanos();
  }

  /** The index if it is filled, else null. */
  @Nullable VectorIndex findReady() {
    return ready.isDone() && !ready.isCompletedExceptionally() ? ready.join() : null;
  }

  /** Views below this see less than there was: their past was gone when the index was filled. */
  public long searchableFrom() {
    return searchableFrom;
  }

  /** How much of the tenant's memory was looked at, 0..100. */
  int percentDone() {
    int end = nodeEnd;
    return findReady() != null ? 100 : end == 0 ? 0 : (int) (100L * nodesSeen / end);
  }

  /** Stops a filling that is under way. */
  void cancel() {
    isCancelled = true;
  }

  /** Waits until {@link #run} is over. */
  void awaitEnd() {
    boolean _ = ended.join();
  }

  /** Closes the index; {@link #run} is over. Idempotent. */
  void close() {
    VectorIndex index = opened;
    if (index != null) {
      index.close();
    }
  }
}
