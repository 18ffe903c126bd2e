package dev.thermograph.index.lucene;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.thermograph.index.IndexFiles;
import dev.thermograph.index.IndexWorkers;
import dev.thermograph.index.internal.entry.EntryTable;
import dev.thermograph.index.internal.tail.TailChunk;
import dev.thermograph.index.internal.tail.TailPosition;
import dev.thermograph.index.lucene.internal.segment.IndexDirectory;
import dev.thermograph.index.lucene.internal.segment.LoadedSegments;
import dev.thermograph.index.lucene.internal.segment.Maintenance;
import dev.thermograph.index.lucene.internal.segment.WorkerMergeScheduler;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * The segments of an index: one writer, fed from the tail, and the {@link Generation} that searches
 * see. All that touches the writer but merges holds one lock, which neither the lane nor searches
 * ever take. Thread-safe.
 */
final class SegmentStore {
  private final EntryTable table;
  private final IndexIdentity identity;
  private final IndexWorkers workers;
  private final Consumer<Throwable> failed;
  private final LoadedSegments segments = new LoadedSegments();
  private final Directory directory;
  private final Drainer drainer;
  private final Maintenance maintenance;

  /** Held while rows are between the tail and a generation. */
  private final ReentrantLock writing = new ReentrantLock();

  @GuardedBy("writing")
  private final IndexWriter writer;

  @GuardedBy("writing")
  private boolean closed;

  /** This and each generation that is not given back yet. */
  private final AtomicInteger users = new AtomicInteger(1);

  private volatile Generation current;
  private volatile boolean merging;
  private volatile boolean refreshWanted;
  private volatile long durable;
  private volatile long durableTried;

  SegmentStore(
      IndexFiles files,
      IndexIdentity identity,
      EntryTable table,
      TailChunk tail,
      IndexWorkers workers,
      IndexTuning tuning,
      Consumer<Throwable> failed)
      throws IOException {
    this.table = table;
    this.identity = identity;
    this.workers = workers;
    this.failed = failed;
    this.drainer = new Drainer(identity.options(), table);
    this.maintenance = new Maintenance(workers.drains(), this::maintain);
    this.directory = IndexDirectory.open(files, tuning.syncs());
    WorkerMergeScheduler merges =
        new WorkerMergeScheduler(workers.merges(), this::refreshLater, this::fail);
    WriterFactory.Opened opened =
        new WriterFactory(identity, table, segments, () -> merging, merges, tuning).open(directory);
    this.writer = opened.writer();
    this.current = generation(opened.reader(), new TailPosition(tail, 0), 0);
  }

  private Generation generation(DirectoryReader reader, TailPosition tail, long rowsBefore)
      throws IOException {
    users.incrementAndGet();
    return new Generation(reader, segments, tail, rowsBefore, this::disposeLater);
  }

  /** The newest generation, held; to be released. Null once closed. */
  @Nullable Generation acquire() {
    while (true) {
      Generation newest = current;
      if (newest.tryAcquire()) {
        return newest;
      }
      if (newest == current) {
        return null;
      }
    }
  }

  /** From here on merges may drop what the table does not know. */
  void startMerging() {
    merging = true;
    refreshLater();
  }

  long durable() {
    return durable;
  }

  void setDurable(long sequence) {
    if (sequence > durable) {
      durable = sequence;
    }
  }

  /**
   * Has the tail drained later if it has grown enough and something of it may have become durable.
   */
  void drainIfDue(long tailRowCount, int rowsWanted) {
    if (tailRowCount - current.tailRowsBefore() >= rowsWanted && durable > durableTried) {
      maintenance.request();
    }
  }

  /** Has all segments merged into one, on the workers. */
  void compact() throws IOException {
    writing.lock();
    try {
      if (!closed) {
        drainDurable();
        writer.forceMerge(1, false);
      }
    } finally {
      writing.unlock();
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
    writing.lock();
    try {
      if (!closed) {
        drainDurable();
      }
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
    } finally {
      writing.unlock();
    }
  }

  /** Drains on this thread. */
  void drain() throws IOException {
    writing.lock();
    try {
      if (!closed) {
        drainDurable();
      }
    } finally {
      writing.unlock();
    }
  }

  /** Drains, and makes what is in segments survive. */
  void commit(long sequence) throws IOException {
    writing.lock();
    try {
      if (closed) {
        return;
      }
      drainDurable();
      writer.setLiveCommitData(identity.at(sequence).entrySet());
      writer.commit();
    } finally {
      writing.unlock();
    }
  }

  @GuardedBy("writing")
  private void drainDurable() throws IOException {
    durableTried = durable;
    boolean more = true;
    while (more) {
      refreshWanted = false;
      Generation before = current;
      Drainer.Batch batch = drainer.write(writer, before.tailStart(), durableTried);
      publish(before, batch);
      more = batch.rowCount() > 0 || refreshWanted;
    }
    writer.maybeMerge();
  }

  @GuardedBy("writing")
  private void publish(Generation before, Drainer.Batch batch) throws IOException {
    DirectoryReader newer = DirectoryReader.openIfChanged(before.reader(), writer, false);
    if (newer == null) {
      if (batch.rowCount() == 0) {
        return;
      }
      newer = before.reader();
      newer.incRef();
    }
    current = generation(newer, batch.end(), before.tailRowsBefore() + batch.rowCount());
    before.release();
  }

  private void disposeLater(Generation unused) {
    try {
      workers.drains().execute(() -> dispose(unused));
    } catch (RejectedExecutionException _) {
      dispose(unused);
    }
  }

  private void dispose(Generation unused) {
    try {
      unused.dispose();
    } catch (IOException | RuntimeException e) {
      fail(e);
    } finally {
      leave();
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
  long diskBytes() throws IOException {
    return IndexDirectory.bytes(directory);
  }

  /** Stops merges and gives all back once nobody searches any more. Commits nothing. */
  void close() throws IOException {
    writing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      writer.rollback();
    } finally {
      writing.unlock();
      current.release();
      leave();
    }
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
