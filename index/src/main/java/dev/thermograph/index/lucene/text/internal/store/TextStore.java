package dev.thermograph.index.lucene.text.internal.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.internal.entry.EntryTable;
import dev.thermograph.index.lucene.internal.segment.IndexDirectory;
import dev.thermograph.index.lucene.internal.segment.LoadedSegments;
import dev.thermograph.index.lucene.internal.segment.Maintenance;
import dev.thermograph.index.lucene.internal.segment.WorkerMergeScheduler;
import dev.thermograph.index.text.TextSchema;
import dev.thermograph.index.text.TextValue;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a text index: one writer, fed with what is pending, and the {@link
 * TextGeneration} that searches see. A search that needs what is pending drains it; new small
 * segments stay in memory until they are merged or committed. The lane takes no lock here.
 * Thread-safe.
 */
public final class TextStore {
  private static final double CACHED_SEGMENT_MEGABYTES_MAX = 4;
  private static final double CACHE_MEGABYTES_MAX = 32;
  private static final int BATCH_MAX = 4_096;

  /** So many pending entries are drained behind the callers. */
  private static final int DRAIN_COUNT = 256;

  private final EntryTable table;
  private final TextIdentity identity;
  private final Consumer<Throwable> failed;
  private final OpenFields openFields;
  private final TextDocument document;
  private final LoadedSegments segments = new LoadedSegments();
  private final PendingTexts pending = new PendingTexts();
  private final Directory directory;
  private final Maintenance maintenance;

  /** Held while entries are between {@link #pending} and a generation; never over a sync. */
  private final ReentrantLock writing = new ReentrantLock();

  /** Held over a commit. */
  private final ReentrantLock committing = new ReentrantLock();

  private final IndexWriter writer;

  @GuardedBy("writing")
  private boolean closed;

  private volatile long newestDrained;

  /** This and each generation that is not given back yet. */
  private final AtomicInteger users = new AtomicInteger(1);

  private volatile TextGeneration current;
  private volatile boolean merging;
  private volatile boolean refreshWanted;
  private volatile long durable;
  private volatile long durableDrained;

  /**
   * Opens the segments in these files that are ours, or begins without any.
   *
   * @param syncs whether a commit waits for the disk
   */
  public TextStore(
      IndexFiles files,
      boolean syncs,
      TextSchema schema,
      String owner,
      EntryTable table,
      IndexWorkers workers,
      Similarity similarity,
      Consumer<Throwable> failed)
      throws IOException {
    this.table = table;
    this.identity = new TextIdentity(owner, schema);
    this.failed = failed;
    this.openFields = new OpenFields(schema);
    this.document = new TextDocument(schema, openFields);
    this.maintenance = new Maintenance(workers.drains(), this::maintain);
    this.directory =
        new NRTCachingDirectory(
            IndexDirectory.open(files, syncs), CACHED_SEGMENT_MEGABYTES_MAX, CACHE_MEGABYTES_MAX);
    WorkerMergeScheduler merges =
        new WorkerMergeScheduler(workers.merges(), this::refreshLater, this::fail);
    TextWriterFactory.Opened opened =
        new TextWriterFactory(identity, table, segments, () -> merging, merges, similarity)
            .open(directory);
    this.writer = opened.writer();
    this.openFields.addAll(opened.reader());
    this.current = generation(opened.reader());
  }

  private TextGeneration generation(DirectoryReader reader) throws IOException {
    users.incrementAndGet();
    return new TextGeneration(reader, segments, this::leave);
  }

  /** What no segment holds yet. */
  public PendingTexts pending() {
    return pending;
  }

  /** Which undeclared fields there are. */
  public OpenFields openFields() {
    return openFields;
  }

  /** The newest generation, held; to be released. Null once closed. */
  public @Nullable TextGeneration acquire() {
    while (true) {
      TextGeneration newest = current;
      if (newest.tryAcquire()) {
        return newest;
      }
      if (newest == current) {
        return null;
      }
    }
  }

  /** From here on merges may drop what the table does not know. */
  public void startMerging() {
    merging = true;
    refreshLater();
  }

  /** The highest durable sequence. */
  public long durable() {
    return durable;
  }

  /** The sequence of the newest change that segments are told of. */
  public long newestDrained() {
    return newestDrained;
  }

  /** Segments hold an entry from this sequence on. */
  public void noteDrained(long sequence) {
    if (sequence > newestDrained) {
      newestDrained = sequence;
    }
  }

  /** All up to this sequence is durable. */
  public void setDurable(long sequence) {
    if (sequence > durable) {
      durable = sequence;
    }
    drainIfDue();
  }

  /** Has the pending entries drained later if there are many and some may have become durable. */
  public void drainIfDue() {
    if (pending.count() >= DRAIN_COUNT && (durable > durableDrained || pending.hasFilled())) {
      maintenance.request();
    }
  }

  private void refreshLater() {
    refreshWanted = true;
    maintenance.request();
  }

  private void maintain() {
    // On inline workers a merge ends in the middle of a drain, which looks again when it is done.
    if (writing.isHeldByCurrentThread()) {
      return;
    }
    try {
      drain(durable);
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
    }
  }

  /**
   * Has all entries up to a sequence found by searches that begin now. Returns how many entries
   * this call put into segments.
   */
  public int drainUpTo(long view) throws IOException {
    return pending.hasUpTo(view) ? drain(view) : 0;
  }

  /** Drains up to the sequence on this thread. */
  public int drain(long upTo) throws IOException {
    writing.lock();
    try {
      return closed ? 0 : drainLocked(Math.max(upTo, durable));
    } finally {
      writing.unlock();
    }
  }

  @GuardedBy("writing")
  private int drainLocked(long upTo) throws IOException {
    int drained = 0;
    boolean more = true;
    while (more) {
      refreshWanted = false;
      PendingTexts.Batch batch = pending.next(upTo, BATCH_MAX);
      for (PendingText text : batch.filled()) {
        write(text);
      }
      for (PendingText text : batch.live()) {
        write(text);
      }
      publish();
      pending.remove(batch);
      drained += batch.size();
      more = batch.size() == BATCH_MAX || refreshWanted;
    }
    durableDrained = upTo;
    writer.maybeMerge();
    return drained;
  }

  @GuardedBy("writing")
  private void write(PendingText text) throws IOException {
    List<TextValue> texts = text.texts();
    if (texts != null && !text.isStruck() && table.retained(text.entity(), text.from())) {
      writer.addDocument(document.of(text.entity(), text.from(), texts));
    }
    noteDrained(text.from());
  }

  @GuardedBy("writing")
  private void publish() throws IOException {
    TextGeneration before = current;
    DirectoryReader newer = DirectoryReader.openIfChanged(before.reader(), writer, false);
    if (newer != null) {
      current = generation(newer);
      before.release();
    }
  }

  /** Drains what is durable, and makes what is in segments survive. Searches do not wait for it. */
  public void commit(long sequence) throws IOException {
    committing.lock();
    try {
      drain(durable);
      writer.setLiveCommitData(identity.at(sequence).entrySet());
      writer.commit();
    } finally {
      committing.unlock();
    }
  }

  /** Has all segments merged into one, on the workers. */
  public void compact() throws IOException {
    writing.lock();
    try {
      if (!closed) {
        drainLocked(durable);
        writer.forceMerge(1, false);
      }
    } finally {
      writing.unlock();
    }
  }

  private void fail(Throwable cause) {
    if (!(cause instanceof AlreadyClosedException) || !isClosed()) {
      failed.accept(cause);
    }
  }

  private boolean isClosed() {
    writing.lock();
    try {
      return closed;
    } finally {
      writing.unlock();
    }
  }

  /** Bytes of files. */
  public long diskBytes() throws IOException {
    return IndexDirectory.bytes(directory);
  }

  /** Stops merges and gives all back once nobody searches any more. Commits nothing. */
  public void close() throws IOException {
    committing.lock();
    writing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      writer.rollback();
    } finally {
      writing.unlock();
      committing.unlock();
    }
    current.release();
    leave();
  }

  private void leave() {
    if (users.decrementAndGet() == 0) {
      table.close();
      try {
        directory.close();
      } catch (IOException e) {
        failed.accept(e);
      }
    }
  }
}
