package dev.thermograph.index.lucene.text;

import static dev.thermograph.error.InvalidArgumentException.requireRange;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.IndexCheck;
import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexMemory;
import dev.thermograph.index.IndexState;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.error.IndexClosedException;
import dev.thermograph.index.error.IndexFailedException;
import dev.thermograph.index.error.IndexNotReadyException;
import dev.thermograph.index.error.ViewReleasedException;
import dev.thermograph.index.internal.entry.EntryTable;
import dev.thermograph.index.lucene.internal.segment.SegmentEntries;
import dev.thermograph.index.lucene.text.internal.compile.FieldScope;
import dev.thermograph.index.lucene.text.internal.score.ExactLengthBm25;
import dev.thermograph.index.lucene.text.internal.search.TextSearch;
import dev.thermograph.index.lucene.text.internal.store.PendingText;
import dev.thermograph.index.lucene.text.internal.store.TextChecker;
import dev.thermograph.index.lucene.text.internal.store.TextGeneration;
import dev.thermograph.index.lucene.text.internal.store.TextReconciler;
import dev.thermograph.index.lucene.text.internal.store.TextStore;
import dev.thermograph.index.text.Snippet;
import dev.thermograph.index.text.SnippetOptions;
import dev.thermograph.index.text.TextChain;
import dev.thermograph.index.text.TextHits;
import dev.thermograph.index.text.TextIndex;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextSearchOptions;
import dev.thermograph.index.text.TextValue;
import dev.thermograph.index.text.TextViewValues;
import dev.thermograph.index.text.query.TextQuery;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of {@link TextIndex} do: the lane writes the pending entries and the table of
 * entries; searches drain what they need and read a generation of the {@link TextStore}.
 * Thread-safe as its interface says.
 */
final class LuceneTextIndex implements TextIndex {
  /** What errors call it. */
  static final String NAME = "text";

  private static final int K_MAX = 10_000;

  /**
   * Dead entries that one call of {@link #release} may forget, however few ended since the last.
   */
  private static final int RELEASE_MIN = 256;

  private final TextSchema schema;
  private final EntryTable table = new EntryTable();

  /** How many entries had ended at the last {@link #release}. */
  @GuardedBy("lane")
  private long endedBefore;

  private final ExactLengthBm25 similarity;
  private final TextStore store;

  /** Held by lane and filling methods, never over input or output. */
  private final Object lane = new Object();

  /** What was put at {@link #lastChange}, by entity. */
  @GuardedBy("lane")
  private final Map<Integer, PendingText> lastPut = new HashMap<>();

  @GuardedBy("lane")
  private @Nullable TextReconciler filling;

  @GuardedBy("lane")
  private long lastChange;

  private volatile IndexState state = IndexState.FILLING;
  private volatile @Nullable Throwable failure;

  LuceneTextIndex(
      IndexFiles files, TextSchema schema, String owner, IndexWorkers workers, boolean syncs)
      throws IOException {
    this.schema = schema;
    this.similarity = new ExactLengthBm25(field -> FieldScope.bm25(schema, field));
    this.store = new TextStore(files, syncs, schema, owner, table, workers, similarity, this::fail);
    this.filling = reconciler();
  }

  private TextReconciler reconciler() throws IOException {
    TextGeneration generation = acquire();
    try {
      return new TextReconciler(table, store.pending(), generation);
    } finally {
      generation.release();
    }
  }

  @Override
  public TextSchema schema() {
    return schema;
  }

  @Override
  public IndexState state() {
    return state;
  }

  @Override
  public void put(int entity, long sequence, List<TextValue> texts) {
    synchronized (lane) {
      if (!takesChanges()) {
        return;
      }
      noteChange(entity, sequence);
      table.begin(entity, sequence);
      lastPut.put(entity, store.pending().add(entity, sequence, texts));
    }
    store.drainIfDue();
  }

  @Override
  public void remove(int entity, long sequence) {
    synchronized (lane) {
      if (takesChanges()) {
        noteChange(entity, sequence);
        if (table.end(entity, sequence)) {
          store.pending().addRemoval(entity, sequence);
        }
      }
    }
  }

  /** Changes after a failure go nowhere: the index will be filled again. */
  private boolean takesChanges() {
    return state == IndexState.READY || state == IndexState.FILLING;
  }

  /** What the entity was given at the same sequence is no entry any more. */
  @GuardedBy("lane")
  private void noteChange(int entity, long sequence) {
    if (sequence != lastChange) {
      lastPut.clear();
      lastChange = sequence;
    }
    if (filling != null) {
      filling.changed(entity, sequence);
    }
    PendingText replaced = lastPut.remove(entity);
    if (replaced != null) {
      replaced.strike();
    }
  }

  @Override
  public void release(long horizon) {
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

  @Override
  public void durable(long sequence) {
    store.setDurable(sequence);
  }

  @Override
  public void fill(int entity, TextChain chain) {
    synchronized (lane) {
      if (!takesChanges()) {
        return;
      }
      if (filling == null) {
        throw new IllegalStateException("filled already");
      }
      filling.fill(entity, chain);
    }
    store.drainIfDue();
  }

  @Override
  public void filled() {
    synchronized (lane) {
      if (filling == null || state != IndexState.FILLING) {
        return;
      }
      store.noteDrained(filling.finish());
      filling = null;
      state = IndexState.READY;
    }
    store.startMerging();
  }

  /** Something to be done with one search. */
  private interface Searching<T> {
    T in(TextSearch search, int drainedCount) throws IOException;
  }

  @Override
  public TextHits search(
      TextQuery query, int k, long view, TextSearchOptions options, @Nullable EntityFilter filter) {
    requireRange("k", k, 1, K_MAX);
    return searching(
        view,
        options,
        filter,
        (search, drained) -> search.top(query, k, options.exactCount(), drained));
  }

  @Override
  public void forEachMatch(
      TextQuery query,
      long view,
      TextSearchOptions options,
      @Nullable EntityFilter filter,
      IntConsumer entities) {
    searching(
        view,
        options,
        filter,
        (search, _) -> {
          search.forEach(query, entities);
          return true;
        });
  }

  @Override
  public List<Snippet> snippets(
      TextQuery query, long view, TextValue text, SnippetOptions options) {
    return searching(
        view,
        TextSearchOptions.DEFAULT,
        null,
        (search, _) -> Snippets.of(search.compile(query), schema, text, options));
  }

  @Override
  public IndexCheck check(long view, TextViewValues values) {
    requireView(view);
    try {
      drainUpTo(view);
      TextGeneration generation = acquire();
      try {
        TextChecker checker = new TextChecker(generation, table, view);
        values.forEach(checker::compare);
        return checker.finish();
      } finally {
        generation.release();
      }
    } catch (IOException | AlreadyClosedException e) {
      fail(e);
      throw new IndexFailedException(NAME, "checking", e);
    }
  }

  /** What cannot be written into a segment would be missing in every search from then on. */
  private int drainUpTo(long view) throws IOException {
    try {
      return store.drainUpTo(view);
    } catch (RuntimeException | Error e) {
      fail(e);
      throw new IndexFailedException(NAME, "draining", e);
    }
  }

  private <T> T searching(
      long view, TextSearchOptions options, @Nullable EntityFilter filter, Searching<T> work) {
    requireView(view);
    try {
      int drained = drainUpTo(view);
      TextGeneration generation = acquire();
      try {
        boolean exact = isExact(options, view);
        return work.in(
            new TextSearch(
                generation.reader(),
                generation::entries,
                table,
                view,
                filter,
                schema,
                store.openFields()::requireSearchable,
                options,
                similarity,
                exact),
            drained);
      } finally {
        generation.release();
      }
    } catch (IOException | AlreadyClosedException e) {
      fail(e);
      throw new IndexFailedException(NAME, "searching", e);
    }
  }

  private void requireView(long view) {
    requireReady();
    if (view < table.horizon()) {
      throw new ViewReleasedException(NAME, view, table.horizon());
    }
  }

  private boolean isExact(TextSearchOptions options, long view) {
    return switch (options.statistics()) {
      case AUTOMATIC -> view < store.newestDrained();
      case AT_HAND -> false;
      case EXACT -> true;
    };
  }

  private void requireReady() {
    switch (state) {
      case READY -> {}
      case FILLING -> throw new IndexNotReadyException(NAME);
      case FAILED -> throw new IndexFailedException(NAME, "working", failure);
      case CLOSED -> throw new IndexClosedException(NAME);
    }
  }

  private TextGeneration acquire() {
    TextGeneration generation = store.acquire();
    if (generation == null) {
      throw new IndexClosedException(NAME);
    }
    return generation;
  }

  @Override
  public void commit(long sequence) {
    requireReady();
    try {
      store.commit(sequence);
    } catch (IOException e) {
      fail(e);
      throw new IndexFailedException(NAME, "committing", e);
    }
  }

  @Override
  public void drain() {
    if (!takesChanges()) {
      return;
    }
    try {
      store.drain(store.durable());
    } catch (IOException e) {
      fail(e);
      throw new IndexFailedException(NAME, "draining", e);
    }
  }

  @Override
  public void compact() {
    requireReady();
    try {
      store.compact();
    } catch (IOException e) {
      fail(e);
      throw new IndexFailedException(NAME, "compacting", e);
    }
  }

  @Override
  public IndexMemory memory() {
    TextGeneration generation = acquire();
    try {
      try {
        long beside = table.bytes();
        long entries = store.pending().count();
        for (SegmentEntries segment : generation.entries()) {
          beside += segment.bytes();
          entries += segment.count();
        }
        List<LeafReaderContext> leaves = generation.reader().leaves();
        return new IndexMemory(
            store.diskBytes(), beside, entries, store.pending().count(), leaves.size());
      } finally {
        generation.release();
      }
    } catch (IOException e) {
      throw new IndexFailedException(NAME, "measuring", e);
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

  @Override
  public void close() {
    boolean commit;
    synchronized (lane) {
      if (state == IndexState.CLOSED) {
        return;
      }
      commit = state == IndexState.READY;
      state = IndexState.CLOSED;
    }
    try {
      try {
        if (commit) {
          store.commit(store.durable());
        }
      } finally {
        store.close();
      }
    } catch (IOException e) {
      throw new IndexFailedException(NAME, "closing", e);
    }
  }
}
