package dev.thermograph.index.lucene;

import static dev.thermograph.error.InvalidArgumentException.requireRange;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.EntryChain;
import dev.thermograph.index.IndexCheck;
import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexMemory;
import dev.thermograph.index.IndexState;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.SearchOptions;
import dev.thermograph.index.VectorHits;
import dev.thermograph.index.VectorIndexOptions;
import dev.thermograph.index.VectorRules;
import dev.thermograph.index.ViewValues;
import dev.thermograph.index.error.IndexClosedException;
import dev.thermograph.index.error.IndexFailedException;
import dev.thermograph.index.error.IndexNotReadyException;
import dev.thermograph.index.error.ViewReleasedException;
import dev.thermograph.index.internal.entry.EntryTable;
import dev.thermograph.index.internal.tail.ContentHash;
import dev.thermograph.index.internal.tail.Tail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One index in one directory: the lane writes the tail and the table of entries; searches read
 * these and the {@link SegmentStore}'s generation; everything slow is the store's, on the workers.
 * Thread-safe as its interface says.
 */
final class LuceneVectorIndex {
  private static final int K_MAX = 10_000;

  private static final long DRAIN_BYTES = 4 << 20;

  /**
   * Dead entries that one call of {@link #release} may forget, however few ended since the last.
   */
  private static final int RELEASE_MIN = 256;

  private final VectorIndexOptions options;
  private final IndexTuning tuning;
  private final EntryTable table = new EntryTable();

  /** How many entries had ended at the last {@link #release}. */
  @GuardedBy("lane")
  private long endedBefore;

  private final Tail tail;
  private final SegmentStore store;
  private final int drainRows;

  /** Held by lane and filling methods, never over input or output. */
  private final Object lane = new Object();

  @GuardedBy("lane")
  private final float[] vector;

  @GuardedBy("lane")
  private @Nullable Reconciler filling;

  private volatile IndexState state = IndexState.FILLING;
  private volatile @Nullable Throwable failure;

  LuceneVectorIndex(
      IndexFiles files,
      VectorIndexOptions options,
      String owner,
      IndexWorkers workers,
      IndexTuning tuning)
      throws IOException {
    this.options = options;
    this.tuning = tuning;
    this.vector = new float[options.dimensions()];
    this.drainRows =
        (int)
            Math.min(tuning.drainRows(), DRAIN_BYTES / ((long) options.dimensions() * Float.BYTES));
    this.tail = new Tail(options.dimensions());
    this.store =
        new SegmentStore(
            files,
            new IndexIdentity(owner, options),
            table,
            tail.first(),
            workers,
            tuning,
            this::fail);
    this.filling = reconciler();
  }

  private Reconciler reconciler() throws IOException {
    Generation generation = acquire();
    try {
      return new Reconciler(options, table, tail, generation.leaves());
    } finally {
      generation.release();
    }
  }

  VectorIndexOptions options() {
    return options;
  }

  IndexState state() {
    return state;
  }

  void put(int entity, long sequence, MemorySegment bytes, long offset) {
    synchronized (lane) {
      if (!takesChanges()) {
        return;
      }
      noteChange(entity, sequence);
      Vectors.read(options.metric(), bytes, offset, vector);
      table.begin(entity, sequence); // first, for a drain drops rows that the table does not know
      tail.add(entity, sequence, ContentHash.of(bytes, offset, options.dimensions()), vector);
    }
    store.drainIfDue(tail.rowCount(), drainRows);
  }

  void remove(int entity, long sequence) {
    synchronized (lane) {
      if (takesChanges()) {
        noteChange(entity, sequence);
        table.end(entity, sequence);
      }
    }
  }

  /** Changes after a failure go nowhere: the index will be filled again. */
  private boolean takesChanges() {
    return state == IndexState.READY || state == IndexState.FILLING;
  }

  @GuardedBy("lane")
  private void noteChange(int entity, long sequence) {
    if (filling != null) {
      filling.changed(entity, sequence);
    }
    if (table.open(entity) == sequence) {
      strike(entity, sequence);
    }
  }

  /** The entity changes twice at one sequence, so the row of the first change is no entry. */
  private void strike(int entity, long sequence) {
    Generation generation = acquire();
    try {
      Tail.strike(generation.tailStart(), entity, sequence);
    } finally {
      generation.release();
    }
  }

  void release(long horizon) {
    synchronized (lane) {
      if (takesChanges()) {
        long ended = table.endCount();
        // Twice what came, so that it never falls behind.
        boolean _ =
            table.release(
                horizon, Math.clamp(2 * (ended - endedBefore), RELEASE_MIN, Integer.MAX_VALUE));
        endedBefore = ended;
      }
    }
  }

  void durable(long sequence) {
    store.setDurable(sequence);
    store.drainIfDue(tail.rowCount(), drainRows);
  }

  void fill(int entity, EntryChain chain) {
    synchronized (lane) {
      if (!takesChanges()) {
        return;
      }
      if (filling == null) {
        throw new IllegalStateException("filled already: field=" + options.field());
      }
      filling.fill(entity, chain);
    }
    store.drainIfDue(tail.rowCount(), drainRows);
  }

  void filled() {
    synchronized (lane) {
      if (filling == null || state != IndexState.FILLING) {
        return;
      }
      filling.finish();
      filling = null;
      state = IndexState.READY;
    }
    store.startMerging();
  }

  VectorHits search(
      float[] query, int k, long view, SearchOptions how, @Nullable EntityFilter filter) {
    requireRange("k", k, 1, K_MAX);
    VectorRules.require(options, query);
    requireReady();
    requireRetained(view);
    float[] kept = query.clone();
    Vectors.prepare(options.metric(), kept);
    Generation generation = acquire();
    try {
      return new VectorSearch(options, tuning, table, kept, k, view, how, filter).in(generation);
    } catch (IOException e) {
      fail(e);
      throw new IndexFailedException(options.field(), "searching", e);
    } finally {
      generation.release();
    }
  }

  private void requireRetained(long view) {
    long horizon = table.horizon();
    if (view < horizon) {
      throw new ViewReleasedException(options.field(), view, horizon);
    }
  }

  private void requireReady() {
    switch (state) {
      case READY -> {}
      case FILLING -> throw new IndexNotReadyException(options.field());
      case FAILED -> throw new IndexFailedException(options.field(), "working", failure);
      case CLOSED -> throw new IndexClosedException(options.field());
    }
  }

  private Generation acquire() {
    Generation generation = store.acquire();
    if (generation == null) {
      throw new IndexClosedException(options.field());
    }
    return generation;
  }

  void commit(long sequence) {
    requireReady();
    try {
      store.commit(sequence);
    } catch (IOException e) {
      fail(e);
      throw new IndexFailedException(options.field(), "committing", e);
    }
  }

  void drain() {
    if (!takesChanges()) {
      return;
    }
    try {
      store.drain();
    } catch (IOException e) {
      fail(e);
      throw new IndexFailedException(options.field(), "draining", e);
    }
  }

  void compact() {
    requireReady();
    try {
      store.compact();
    } catch (IOException e) {
      fail(e);
      throw new IndexFailedException(options.field(), "compacting", e);
    }
  }

  IndexCheck check(long view, ViewValues values) {
    requireReady();
    requireRetained(view);
    Generation generation = acquire();
    try {
      IndexChecker checker = new IndexChecker(options, table, generation, view);
      values.forEach(checker::compare);
      return checker.finish();
    } catch (IOException | UncheckedIOException e) {
      fail(e);
      throw new IndexFailedException(options.field(), "checking", e);
    } finally {
      generation.release();
    }
  }

  IndexMemory memory() {
    Generation generation = acquire();
    try {
      long beside = table.bytes();
      long entries = 0;
      for (Generation.Leaf leaf : generation.leaves()) {
        beside += leaf.entries().bytes();
        entries += leaf.entries().count();
      }
      int tailRows = (int) (tail.rowCount() - generation.tailRowsBefore());
      return new IndexMemory(
          store.diskBytes(),
          beside + generation.tailStart().bytes(),
          entries + tailRows,
          tailRows,
          generation.leaves().size());
    } catch (IOException e) {
      throw new IndexFailedException(options.field(), "measuring", e);
    } finally {
      generation.release();
    }
  }

  private void fail(Throwable cause) {
    synchronized (lane) {
      if (takesChanges()) {
        failure = cause;
        state = IndexState.FAILED;
      }
    }
  }

  /** The lowest sequence that can be searched. */
  long horizon() {
    return table.horizon();
  }

  void close() {
    close(true);
  }

  /** For files that will be deleted. */
  void closeWithoutCommit() {
    close(false);
  }

  private void close(boolean commit) {
    boolean wasReady;
    synchronized (lane) {
      if (state == IndexState.CLOSED) {
        return;
      }
      wasReady = state == IndexState.READY;
      state = IndexState.CLOSED;
    }
    try (tail) {
      try {
        if (commit && wasReady) {
          store.commit(store.durable());
        }
      } finally {
        store.close();
      }
    } catch (IOException e) {
      throw new IndexFailedException(options.field(), "closing", e);
    }
  }
}
