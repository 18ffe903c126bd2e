package dev.thermograph.wal.flush;

import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.crypto.TenantKey;
import dev.thermograph.wal.error.AppendBuiltOnVoidException;
import dev.thermograph.wal.error.LogClosedException;
import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.error.LogPoisonedException;
import dev.thermograph.wal.format.v1.FrameLayout;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives out sequences and collects frames into the batch that is written next.
 *
 * <p>Two batches take turns: appenders fill one while the log thread writes the other. An append is
 * refused <em>before</em> it gets a sequence when the log is closed, poisoned or has no disk space
 * ready for it; when the batch is full it waits for the log thread, so memory is bounded by the two
 * batches.
 *
 * <p>An append that builds on a voided record is refused, too. No interleaving lets one through: a
 * failed write voids <em>all</em> sequences from the failed one to the last one given out, those
 * that wait in the other batch included, and between giving out that last one and knowing the range
 * ({@link #block} to {@link #unblock}) nothing is taken. So whatever was appended in time to miss
 * the range is in it, and whatever comes later is compared with it.
 *
 * <p><b>Thread-safe:</b> by one lock, held for the copying of a payload and never over I/O.
 */
final class AppendQueue {
  /** What padding and a segment's start may take beside a frame. */
  private static final int SLACK_BYTES = 4 * FrameLayout.BLOCK_BYTES;

  private final LogClock clock;
  private final SegmentPreparer preparer;
  private final ReentrantLock appendLock = new ReentrantLock();
  private final Condition roomChanged = appendLock.newCondition();

  private FrameBatch filling;
  private @Nullable FrameBatch spare;
  private int inFlightBytes;
  private final VoidedRanges voided = new VoidedRanges();
  private int segmentRoomBytes;
  private long lastTimestampMicros;
  private @Nullable Throwable blockedBy;
  private @Nullable Throwable poisonedBy;
  private boolean closed;
  private volatile long lastSequence;
  private volatile long takenSequence;

  AppendQueue(
      LogClock clock,
      SegmentPreparer preparer,
      int batchBytes,
      long lastSequence,
      long lastTimestampMicros,
      int segmentRoomBytes) {
    this.clock = clock;
    this.preparer = preparer;
    this.filling = new FrameBatch(batchBytes);
    this.spare = new FrameBatch(batchBytes);
    this.lastSequence = lastSequence;
    this.takenSequence = lastSequence;
    this.lastTimestampMicros = lastTimestampMicros;
    this.segmentRoomBytes = segmentRoomBytes;
  }

  /**
   * Adds one record and gives it the next sequence.
   *
   * @param builtOn newest record that this one builds on and that is not known to be durable, or 0
   * @param syncWithinNanos 0 for a sync before the appender goes on, {@link Long#MAX_VALUE} for
   *     none
   */
  void append(
      int tenant,
      byte recordType,
      ByteBuffer payload,
      long builtOn,
      @Nullable TenantKey key,
      long syncWithinNanos,
      AppendReceipt receipt) {
    FrameBatch.Key frameKey =
        key == null ? FrameBatch.Key.Plain.INSTANCE : new FrameBatch.Key.Of(key);
    int frameBytes = FrameLayout.frameBytes(payload.remaining() + frameKey.tagBytes());
    appendLock.lock();
    try {
      awaitRoom(frameBytes);
      requireNotVoided(builtOn, tenant);
      long sequence = lastSequence + 1;
      long timestampMicros = Math.max(lastTimestampMicros, clock.epochMicros());
      filling.add(sequence, timestampMicros, tenant, recordType, payload, frameKey);
      if (syncWithinNanos == 0) {
        filling.wantSync();
      } else {
        filling.wantSyncWithin(syncWithinNanos);
      }
      lastTimestampMicros = timestampMicros;
      lastSequence = sequence;
      receipt.set(sequence, timestampMicros);
    } finally {
      appendLock.unlock();
    }
  }

  private void awaitRoom(int frameBytes) {
    while (true) {
      throwUnlessOpen();
      if (!filling.hasRoomFor(frameBytes)) {
        roomChanged.awaitUninterruptibly();
      } else if (isSpaceReady(frameBytes)) {
        return;
      } else {
        Throwable cause = preparer.failure();
        if (cause != null) {
          throw new LogFullException(
              "no disk space could be prepared for the record: frameBytes=" + frameBytes, cause);
        }
        preparer.want();
        roomChanged.awaitUninterruptibly();
      }
    }
  }

  /** The lock is held from here until the record has its sequence. */
  private void requireNotVoided(long builtOn, int tenant) {
    if (builtOn != 0 && voided.mayContain(builtOn)) {
      throw new AppendBuiltOnVoidException(
          "the log took back what the record builds on, because it could not be written: tenant="
              + tenant
              + " builtOn="
              + builtOn);
    }
  }

  /** False when a sequence was certainly not voided. */
  boolean mayHaveVoided(long sequence) {
    appendLock.lock();
    try {
      return voided.mayContain(sequence);
    } finally {
      appendLock.unlock();
    }
  }

  /** True when this frame needs no space that the file system has not given yet. */
  private boolean isSpaceReady(int frameBytes) {
    return !preparer.isAhead()
        || preparer.readyCount() > 0
        || inFlightBytes + filling.endOffset() + frameBytes + SLACK_BYTES <= segmentRoomBytes;
  }

  private void throwUnlessOpen() {
    ThermographException refusal = refusal();
    if (refusal != null) {
      throw refusal;
    }
  }

  /** Throws what an append would be refused with, whatever its size. */
  void requireOpen() {
    appendLock.lock();
    try {
      throwUnlessOpen();
    } finally {
      appendLock.unlock();
    }
  }

  private @Nullable ThermographException refusal() {
    if (poisonedBy != null) {
      return new LogPoisonedException(
          "the log takes nothing after a failed sync; close it and open it again", poisonedBy);
    }
    if (closed) {
      return new LogClosedException("the log is closed");
    }
    if (blockedBy != null) {
      return new LogFullException(
          "the log cannot write for now and keeps trying; nothing was written", blockedBy);
    }
    return null;
  }

  /** True when there is a batch to write. */
  boolean hasWork() {
    return lastSequence != takenSequence;
  }

  /** Last sequence given out. */
  long lastSequence() {
    return lastSequence;
  }

  /** The batch to write now, or null. Log thread only, which gives it back before the next take. */
  @Nullable FrameBatch take() {
    if (!hasWork()) {
      return null;
    }
    appendLock.lock();
    try {
      FrameBatch next = spare;
      if (filling.isEmpty() || next == null) {
        return null;
      }
      FrameBatch batch = filling;
      filling = next;
      spare = null;
      inFlightBytes = batch.endOffset();
      takenSequence = batch.lastSequence();
      roomChanged.signalAll();
      return batch;
    } finally {
      appendLock.unlock();
    }
  }

  /** Takes a written batch back and learns how much room its segment has left. */
  void giveBack(FrameBatch batch, int roomBytes) {
    batch.clear();
    appendLock.lock();
    try {
      spare = batch;
      inFlightBytes = 0;
      segmentRoomBytes = roomBytes;
    } finally {
      appendLock.unlock();
    }
  }

  /** Wakes appenders that wait for disk space. */
  void signalRoom() {
    appendLock.lock();
    try {
      roomChanged.signalAll();
    } finally {
      appendLock.unlock();
    }
  }

  /**
   * Refuses appends from now on and drops what was not taken yet.
   *
   * @return the last sequence given out
   */
  long block(Throwable cause) {
    appendLock.lock();
    try {
      blockedBy = cause;
      filling.clear();
      takenSequence = lastSequence;
      roomChanged.signalAll();
      return lastSequence;
    } finally {
      appendLock.unlock();
    }
  }

  /**
   * Takes appends again after {@link #block}, but none that builds on the sequences that were
   * voided.
   *
   * @param tell runs before that, under the lock: whoever hears of it and appends again at once
   *     finds the log open
   */
  void unblock(long voidedFrom, long voidedUpTo, Runnable tell) {
    appendLock.lock();
    try {
      voided.add(voidedFrom, voidedUpTo);
      tell.run();
      blockedBy = null;
      roomChanged.signalAll();
    } finally {
      appendLock.unlock();
    }
  }

  /** Refuses appends for good. */
  void poison(Throwable cause) {
    appendLock.lock();
    try {
      poisonedBy = cause;
      filling.clear();
      takenSequence = lastSequence;
      roomChanged.signalAll();
    } finally {
      appendLock.unlock();
    }
  }

  /** Refuses appends for good; what was taken before is still written. */
  void close() {
    appendLock.lock();
    try {
      closed = true;
      roomChanged.signalAll();
    } finally {
      appendLock.unlock();
    }
  }
}
