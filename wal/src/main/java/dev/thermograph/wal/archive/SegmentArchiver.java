package dev.thermograph.wal.archive;

import dev.thermograph.wal.error.LogClosedException;
import dev.thermograph.wal.flush.GroupCommit;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.flush.SealListener;
import dev.thermograph.wal.segment.IoThread;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Copies each sealed segment to another directory and lets the log release it once the copy is
 * verified and durable.
 *
 * <p>Works on a thread of its own. What fails is kept in {@link #status} and tried again with
 * growing pauses; until it succeeds nothing is released. The newest archived segment stays in the
 * log until the one behind it is archived too: an empty segment has the same last sequence as the
 * one before it, so a floor between the two cannot be told.
 *
 * <p><b>Thread-safe:</b> by one lock, never held over I/O.
 */
public final class SegmentArchiver implements AutoCloseable {
  private static final long RETRY_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long RETRY_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

  private final GroupCommit commit;
  private final ArchiveTarget target;
  private final RetentionFloor floor;
  private final SealListener wake = (_, _) -> signal();
  private final IoThread thread;

  private final ReentrantLock statusLock = new ReentrantLock();
  private final Condition changed = statusLock.newCondition();
  private long lastArchivedSegment;
  private long lastArchivedSequence;
  private @Nullable Throwable lastFailure;
  private boolean closed;

  private SegmentArchiver(SegmentFiles source, GroupCommit commit, SegmentFiles target) {
    this.commit = commit;
    this.target = new ArchiveTarget(source, target);
    this.floor = commit.retainRest("archive " + target.describe());
    this.thread = new IoThread("thermograph-wal-archive", this::archiveUntilClosed);
  }

  /**
   * Starts archiving everything that is sealed, what was sealed before included.
   *
   * @param source the log's files
   * @param target where archive files go; stays the caller's to close, after the archiver
   */
  public static SegmentArchiver start(
      SegmentFiles source, GroupCommit commit, SegmentFiles target) {
    SegmentArchiver archiver = new SegmentArchiver(source, commit, target);
    commit.addSealListener(archiver.wake);
    archiver.thread.start();
    return archiver;
  }

  private void archiveUntilClosed() {
    long pauseNanos = RETRY_NANOS_MIN;
    boolean cleaned = false;
    while (awaitPending()) {
      try {
        if (!cleaned) {
          target.deleteUnfinished();
          cleaned = true;
        }
        archiveNext();
        pauseNanos = RETRY_NANOS_MIN;
      } catch (Throwable e) { // kept for status(); nothing is released while it lasts
        failed(e);
        pause(pauseNanos);
        pauseNanos = Math.min(2 * pauseNanos, RETRY_NANOS_MAX);
      }
    }
  }

  private boolean awaitPending() {
    statusLock.lock();
    try {
      while (!closed && pending().isEmpty()) {
        changed.awaitUninterruptibly();
      }
      return !closed;
    } finally {
      statusLock.unlock();
    }
  }

  private List<Long> pending() {
    return commit.sealedSegmentsFrom(lastArchivedSegment + 1);
  }

  private void archiveNext() throws IOException {
    long number = pending().getFirst();
    long lastSequence = commit.lastSequenceOf(number);
    target.archive(number, lastSequence);
    statusLock.lock();
    try {
      lastArchivedSegment = number;
      lastArchivedSequence = lastSequence;
      lastFailure = null;
      changed.signalAll();
    } finally {
      statusLock.unlock();
    }
    floor.advance(lastSequence);
  }

  private void failed(Throwable cause) {
    statusLock.lock();
    try {
      lastFailure = cause;
      changed.signalAll();
    } finally {
      statusLock.unlock();
    }
  }

  private void pause(long nanos) {
    statusLock.lock();
    try {
      long left = nanos;
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // cannot happen: nobody can interrupt this thread
    } finally {
      statusLock.unlock();
    }
  }

  private void signal() {
    statusLock.lock();
    try {
      changed.signalAll();
    } finally {
      statusLock.unlock();
    }
  }

  /** How this archiver stands now. */
  public ArchiveStatus status() {
    statusLock.lock();
    try {
      return new ArchiveStatus(
          lastArchivedSegment, lastArchivedSequence, pending().size(), lastFailure);
    } finally {
      statusLock.unlock();
    }
  }

  /**
   * Waits until a segment is archived, for instance before a backup is called complete. An
   * interrupt is kept and does not cut the wait.
   *
   * @return false when the time was over before
   * @throws LogClosedException when the archiver was closed before
   */
  public boolean awaitArchived(long segmentNumber, Duration timeout) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + timeout.toNanos();
    statusLock.lock();
    try {
      while (lastArchivedSegment < segmentNumber) {
        if (closed) {
          throw new LogClosedException(
              "the archiver is closed: lastArchivedSegment=" + lastArchivedSegment);
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        try {
          changed.awaitNanos(left);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return true;
    } finally {
      statusLock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Ends the thread after the segment it is at and withdraws the archiver's floor: what is not
   * archived by then may be released. Closing the log closes its archivers without that gap.
   * Idempotent.
   */
  @Override
  public void close() {
    statusLock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      statusLock.unlock();
    }
    thread.awaitEnd();
    commit.removeSealListener(wake);
    floor.close();
  }
}
