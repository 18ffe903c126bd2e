package dev.thermograph.wal.flush;

import dev.thermograph.wal.segment.IoThread;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The log thread: takes what has gathered, writes it, syncs once for all of it, tells the waiters.
 *
 * <p>Everything else it does waits for a turn in which nothing was appended: overdue interval
 * syncs, releases, and, after a short idle time, the trailer that proves the last group.
 *
 * <p>A failed write is undone by a durable VOID, retried with pauses until it succeeds; a failed
 * sync poisons the log for good (docs/formats/wal-v1.md, section 4).
 *
 * <p><b>Single-threaded</b> but for the methods that say otherwise. Tests call {@link #turn()} and
 * {@link #finish()} themselves.
 */
final class GroupFlusher {
  private static final long FOREVER_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final long PROBE_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long PROBE_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

  private final AppendQueue queue;
  private final SegmentWriter writer;
  private final SegmentPreparer preparer;
  private final DurabilityBarrier barrier;
  private final Retention retention;
  private final LogClock clock;
  private final FlushTiming timing;
  private final IoThread thread;

  private long syncDeadlineNanos;
  private boolean syncPending;
  private boolean syncOwed;
  private boolean proofPending;
  private long lastGroupNanos;
  private @Nullable Throwable blockedBy;
  private long unsyncedFrom;
  private long blockedFrom;
  private long blockedUpTo;
  private long probeAtNanos;
  private long probePauseNanos;
  private boolean poisoned;
  private volatile boolean syncRequested;
  private volatile boolean releaseRequested;
  private volatile boolean closing;
  private volatile boolean parked;
  private volatile long syncedUpTo;
  private volatile long currentSegment;

  GroupFlusher(
      AppendQueue queue,
      SegmentWriter writer,
      SegmentPreparer preparer,
      DurabilityBarrier barrier,
      Retention retention,
      LogClock clock,
      FlushTiming timing) {
    this.queue = queue;
    this.writer = writer;
    this.preparer = preparer;
    this.barrier = barrier;
    this.retention = retention;
    this.clock = clock;
    this.timing = timing;
    this.syncedUpTo = writer.syncedUpTo();
    this.currentSegment = writer.segmentNumber();
    this.thread = new IoThread("thermograph-wal-log", this::run);
  }

  void start() {
    thread.start();
  }

  /** Tells the log thread that something was appended. Thread-safe; cheap while it is awake. */
  void signal() {
    if (parked) {
      LockSupport.unpark(thread);
    }
  }

  /** Asks for a sync of all that was appended. Thread-safe. */
  void requestSync() {
    syncRequested = true;
    LockSupport.unpark(thread);
  }

  /** Asks for released segments to be looked for. Thread-safe. */
  void requestRelease() {
    releaseRequested = true;
    LockSupport.unpark(thread);
  }

  /** Registers a floor. Thread-safe. */
  RetentionFloor addFloor(String owner, long sequence) {
    RetentionFloor floor = new RetentionFloor(owner, sequence, this);
    retention.addFloor(floor);
    requestRelease();
    return floor;
  }

  void withdraw(RetentionFloor floor) {
    retention.removeFloor(floor);
    requestRelease();
  }

  /** Packed position below which the log is durable. Thread-safe. */
  long syncedUpTo() {
    return syncedUpTo;
  }

  /** Number of the segment being written. Thread-safe. */
  long currentSegment() {
    return currentSegment;
  }

  /** Writes what is left, closes durably and ends the thread; after a failure just ends it. */
  void close() {
    queue.close();
    closing = true;
    LockSupport.unpark(thread);
    thread.awaitEnd();
  }

  private void run() {
    try {
      while (!closing || (queue.hasWork() && !poisoned)) {
        long waitNanos = turn();
        if (waitNanos > 0) {
          idle(waitNanos);
        }
      }
      finish();
    } catch (Throwable e) { // a bug or an exhausted heap: nobody may wait for ever
      poison(e);
    } finally {
      writer.close();
    }
  }

  /**
   * Does the most urgent piece of work.
   *
   * @return 0 when something was done, else how long nothing will be due
   */
  long turn() {
    if (poisoned) {
      return FOREVER_NANOS;
    }
    long now = clock.nanoTime();
    if (blockedBy != null) {
      return probe(now);
    }
    if (releaseRequested) { // first, or steady appending would keep released segments for ever
      releaseRequested = false;
      release(now);
      if (poisoned || blockedBy != null) {
        return 0;
      }
    }
    takeSyncRequest();
    FrameBatch batch = queue.take();
    if (batch != null) {
      flush(batch, now);
      return 0;
    }
    return quietTurn(now);
  }

  /** Comes before a batch is taken, so that everything the request was made for is taken too. */
  private void takeSyncRequest() {
    if (syncRequested) {
      syncRequested = false;
      syncOwed = true;
    }
  }

  private void flush(FrameBatch batch, long now) {
    boolean sync = batch.syncWanted() || isSyncDue(now);
    try {
      writer.write(batch, sync);
      noteWritten(sync, batch.syncWithinNanos(), now);
      publish();
    } catch (IOException e) {
      failed(e);
    }
    if (writer.roomBytes() < timing.prepareBelowBytes()) {
      preparer.want();
    }
    queue.giveBack(batch, writer.roomBytes());
  }

  private void noteWritten(boolean synced, long syncWithinNanos, long now) {
    lastGroupNanos = now;
    if (synced) {
      syncPending = false;
      syncOwed = false;
      proofPending = true;
    } else if (syncWithinNanos != Long.MAX_VALUE) {
      long deadline = now + syncWithinNanos;
      syncDeadlineNanos = syncPending ? Math.min(syncDeadlineNanos, deadline) : deadline;
      syncPending = true;
    }
  }

  private boolean isSyncDue(long now) {
    return syncOwed || (syncPending && now - syncDeadlineNanos >= 0);
  }

  private long quietTurn(long now) {
    if (isSyncDue(now)) {
      attempt(
          () -> {
            writer.sync();
            noteWritten(true, Long.MAX_VALUE, now);
          });
      return 0;
    }
    long untilSyncNanos = syncPending ? syncDeadlineNanos - now : FOREVER_NANOS;
    if (!proofPending) {
      return untilSyncNanos;
    }
    long untilProofNanos = lastGroupNanos + timing.trailerAfterNanos() - now;
    if (untilProofNanos > 0) {
      return Math.min(untilSyncNanos, untilProofNanos);
    }
    proofPending = false;
    if (!syncPending) {
      attempt(writer::writeTrailer);
    }
    return 0;
  }

  private void release(long now) {
    long lowest = retention.planRelease(writer.segmentNumber());
    if (lowest <= writer.releasedBefore()) {
      return;
    }
    attempt(
        () -> {
          writer.sync();
          writer.writeRelease(lowest);
          noteWritten(true, Long.MAX_VALUE, now);
          preparer.recycle(retention.removeBelow(lowest));
        });
  }

  private void publish() {
    syncedUpTo = writer.syncedUpTo();
    if (currentSegment != writer.segmentNumber()) {
      currentSegment = writer.segmentNumber();
      releaseRequested = true;
    }
    barrier.advance(writer.syncedSequence());
  }

  private void attempt(Write write) {
    try {
      write.run();
      publish();
    } catch (IOException e) {
      failed(e);
    }
  }

  private void failed(IOException cause) {
    if (cause instanceof SyncFailedException) {
      poison(cause);
    } else {
      block(cause);
    }
  }

  /** Stops taking records, and tries at once to void durably what could not be written. */
  private void block(IOException cause) {
    blockedBy = cause;
    blockedUpTo = queue.block(cause);
    publish();
    blockedFrom = writer.lastSequence() + 1;
    probePauseNanos = PROBE_NANOS_MIN;
    unsyncedFrom = writer.syncedSequence() + 1;
    if (!voidBlocked() && !poisoned) {
      barrier.leaveUnknown(unsyncedFrom, blockedFrom - 1, cause);
      barrier.leaveUnknown(blockedFrom, blockedUpTo, cause);
    }
  }

  private long probe(long now) {
    if (now - probeAtNanos < 0) {
      return probeAtNanos - now;
    }
    voidBlocked();
    return 0;
  }

  private boolean voidBlocked() {
    try {
      writer.writeVoid(blockedUpTo);
      syncedUpTo = writer.syncedUpTo(); // who hears of the void can read everything before it
      queue.unblock(blockedFrom, blockedUpTo, this::tellVoided);
      blockedBy = null;
      publish();
      noteWritten(true, Long.MAX_VALUE, clock.nanoTime());
      return true;
    } catch (SyncFailedException e) {
      poison(e);
      return false;
    } catch (IOException e) {
      probeAtNanos = clock.nanoTime() + probePauseNanos;
      probePauseNanos = Math.min(2 * probePauseNanos, PROBE_NANOS_MAX);
      return false;
    }
  }

  private void tellVoided() {
    Throwable cause = blockedBy;
    barrier.refuse(blockedFrom, blockedUpTo, cause == null ? new IOException() : cause);
    barrier.settle(unsyncedFrom, blockedFrom - 1);
  }

  private void poison(Throwable cause) {
    poisoned = true;
    queue.poison(cause);
    barrier.poison(cause);
  }

  /** Marks the log as closed, unless something is wrong with it. */
  void finish() {
    if (!poisoned && blockedBy == null) {
      attempt(writer::writeClose);
    }
    if (!poisoned) { // whoever still waits for what was written but not synced must be told, too
      barrier.leaveUnknown(
          barrier.durableSequence() + 1,
          queue.lastSequence(),
          new IOException("the log was closed before the record was synced", blockedBy));
    }
  }

  private void idle(long waitNanos) {
    long spinUntil = System.nanoTime() + Math.min(waitNanos, timing.spinNanos());
    while (System.nanoTime() - spinUntil < 0) {
      if (queue.hasWork()) {
        return;
      }
      Thread.onSpinWait();
    }
    parked = true;
    if (mayPark()) {
      LockSupport.parkNanos(this, waitNanos);
    }
    parked = false;
  }

  /** While the log is blocked or poisoned no request can be served, so none keeps it awake. */
  private boolean mayPark() {
    boolean stopped = poisoned || blockedBy != null;
    return !closing && (stopped || !(queue.hasWork() || syncRequested || releaseRequested));
  }

  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }
}
