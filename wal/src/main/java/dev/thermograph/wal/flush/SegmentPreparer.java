package dev.thermograph.wal.flush;

import dev.thermograph.wal.segment.IoThread;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps segments ready ahead of need, from released files when there are some.
 *
 * <p>What lies ready is also the ballast of a full disk: the writer never asks the file system for
 * space in the middle of a commit. When none can be made the reason is kept in {@link #failure()},
 * and trying goes on with growing pauses.
 *
 * <p><b>Thread-safe:</b> by one lock, never held over I/O. The files are touched by this class's
 * own thread, or, in the on-demand form, by the one that calls {@link #take()}.
 */
final class SegmentPreparer implements SegmentSupply, AutoCloseable {
  private static final long RETRY_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long RETRY_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

  private final SegmentFiles files;
  private final SegmentFactory factory;
  private final SpareFiles spares;
  private final Runnable onChange;
  private final int readyCountMax;
  private final @Nullable IoThread thread;

  private final ReentrantLock queueLock = new ReentrantLock();
  private final Condition changed = queueLock.newCondition();
  private final Deque<PreparedSegment> ready = new ArrayDeque<>();
  private final Deque<Long> released = new ArrayDeque<>();
  private long nextNumber;
  private boolean wanted;
  private boolean awaited;
  private boolean closing;
  private boolean closed;
  private volatile int readyCount;
  private volatile @Nullable IOException failure;

  /**
   * Starts the preparing thread, or none when {@code readyCountMax} is 0: then segments are made on
   * demand.
   *
   * @param spares names of spare files found when opening
   * @param nextNumber number of the next segment to prepare
   * @param onChange called after a success or failure, without the lock
   */
  SegmentPreparer(
      SegmentFiles files,
      SegmentFactory factory,
      List<String> spares,
      long nextNumber,
      int readyCountMax,
      Runnable onChange) {
    this.files = files;
    this.factory = factory;
    this.spares = new SpareFiles(files, spares, Math.max(1, readyCountMax));
    this.nextNumber = nextNumber;
    this.readyCountMax = readyCountMax;
    this.onChange = onChange;
    this.thread =
        readyCountMax == 0
            ? null
            : new IoThread("thermograph-wal-prepare", this::prepareUntilClosed);
  }

  void start() {
    if (thread != null) {
      thread.start();
    }
  }

  /** True when segments are prepared ahead, so that running out of them means a full disk. */
  boolean isAhead() {
    return thread != null;
  }

  /** Segments that lie ready now. */
  int readyCount() {
    return readyCount;
  }

  /** Why the last attempt failed, or null when it did not. */
  @Nullable IOException failure() {
    return failure;
  }

  /** Asks for segments to be prepared; cheap when they are. */
  void want() {
    if (thread == null || readyCount > 0) {
      return;
    }
    queueLock.lock();
    try {
      if (!wanted) {
        wanted = true;
        changed.signalAll();
      }
    } finally {
      queueLock.unlock();
    }
  }

  /**
   * Hands over segments that are durably released, to be used again or deleted; what could not be
   * moved before is tried again with them.
   */
  void recycle(List<Long> segmentNumbers) throws IOException {
    if (thread == null) {
      spares.recycle(segmentNumbers);
      return;
    }
    queueLock.lock();
    try {
      released.addAll(segmentNumbers);
      changed.signalAll();
    } finally {
      queueLock.unlock();
    }
  }

  @Override
  public PreparedSegment take() throws IOException {
    if (thread == null) {
      return prepareOne();
    }
    queueLock.lock();
    try {
      wanted = true;
      awaited = true;
      changed.signalAll();
      while (ready.isEmpty()) {
        IOException cause = failure;
        if (closed || cause != null) {
          throw new IOException("no segment could be prepared in " + files.describe(), cause);
        }
        changed.awaitUninterruptibly();
      }
      PreparedSegment segment = ready.removeFirst();
      readyCount = ready.size();
      wanted = false;
      return segment;
    } finally {
      awaited = false;
      queueLock.unlock();
    }
  }

  private void prepareUntilClosed() {
    long pauseNanos = RETRY_NANOS_MIN;
    while (awaitWork()) {
      if (work()) {
        pauseNanos = RETRY_NANOS_MIN;
      } else {
        pause(pauseNanos);
        pauseNanos = Math.min(2 * pauseNanos, RETRY_NANOS_MAX);
      }
    }
  }

  private boolean awaitWork() {
    queueLock.lock();
    try {
      while (!closed && !hasWorkLocked()) {
        changed.awaitUninterruptibly();
      }
      return !closed;
    } finally {
      queueLock.unlock();
    }
  }

  /** True when {@link #work} has something to do. */
  boolean hasWork() {
    queueLock.lock();
    try {
      return hasWorkLocked();
    } finally {
      queueLock.unlock();
    }
  }

  private boolean hasWorkLocked() {
    return (!closing && !released.isEmpty()) || needsOneLocked();
  }

  /** Recycles what is released and prepares one segment if wanted; false when that failed. */
  boolean work() {
    try {
      recycleReleased();
      if (needsOne()) {
        add(prepareOne());
      }
      failure = null;
      return true;
    } catch (IOException e) {
      failure = e;
      return false;
    } catch (RuntimeException | Error e) { // or whoever waits for a segment would wait for ever
      failure = new IOException("preparing a segment failed in " + files.describe(), e);
      return false;
    } finally {
      signalChange();
    }
  }

  private boolean needsOne() {
    queueLock.lock();
    try {
      return needsOneLocked();
    } finally {
      queueLock.unlock();
    }
  }

  private boolean needsOneLocked() {
    return closing ? awaited && ready.isEmpty() : wanted && ready.size() < readyCountMax;
  }

  private void add(PreparedSegment segment) {
    queueLock.lock();
    try {
      ready.addLast(segment);
      readyCount = ready.size();
    } finally {
      queueLock.unlock();
    }
  }

  private void recycleReleased() throws IOException {
    for (List<Long> next = takeReleased(); !next.isEmpty(); next = takeReleased()) {
      spares.recycle(next);
    }
  }

  private List<Long> takeReleased() {
    queueLock.lock();
    try {
      List<Long> taken = closing ? List.of() : List.copyOf(released);
      released.clear();
      return taken;
    } finally {
      queueLock.unlock();
    }
  }

  /** A failed number is tried again: numbers of segments have no holes. */
  private PreparedSegment prepareOne() throws IOException {
    String spare = spares.poll();
    PreparedSegment segment =
        spare == null ? factory.create(nextNumber) : factory.reuse(spare, nextNumber);
    nextNumber++;
    return segment;
  }

  private void signalChange() {
    queueLock.lock();
    try {
      changed.signalAll();
    } finally {
      queueLock.unlock();
    }
    onChange.run();
  }

  private void pause(long nanos) {
    queueLock.lock();
    try {
      long left = nanos;
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      queueLock.unlock();
    }
  }

  /**
   * From now on the thread begins only what {@link #take()} waits for, so that closing does not
   * wait for more than that on a slow disk. Released files are found again when opening.
   */
  void beginClose() {
    if (thread == null) {
      return;
    }
    spares.stop();
    queueLock.lock();
    try {
      closing = true;
    } finally {
      queueLock.unlock();
    }
  }

  /** Stops the thread and closes the files that were ready; they are found again when opening. */
  @Override
  public void close() {
    queueLock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      queueLock.unlock();
    }
    if (thread != null) {
      thread.awaitEnd();
    }
    for (PreparedSegment segment : ready) {
      segment.file().close();
    }
    ready.clear();
  }
}
