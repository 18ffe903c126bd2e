package dev.thermograph.wal.flush;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.crypto.FrameCipher;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.crypto.TenantKey;
import dev.thermograph.wal.error.AppendBuiltOnVoidException;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The write path as one thing: queue, log thread, writer, preparer and barrier, wired together.
 *
 * <p><b>Thread-safe.</b> The write path on a page:
 *
 * <ol>
 *   <li>{@link #append}: under the queue's lock the record gets its sequence and is copied;
 *   <li>the log thread takes the batch, seals the frames, writes once and syncs once;
 *   <li>{@link #awaitDurable}: the barrier lets go whoever waited for a sequence up to the synced
 *       one.
 * </ol>
 */
public final class GroupCommit implements AutoCloseable {
  /** How many ranges of voided sequences are told apart; see {@link VoidedRanges}. */
  public static final int VOIDED_RANGES_MAX = VoidedRanges.COUNT_MAX;

  /** The next segment is prepared once this part of the current one is filled. */
  private static final int ROOM_PARTS = 4;

  /** A lone waiter waits for a whole sync, the log thread only for an appender to come back. */
  private static final int ALONE_PARTS = 4;

  private final GroupCommitOptions options;
  private final KeyProvider keys;
  private final SegmentWriter writer;
  private final Retention retention;
  private final List<SealListener> sealListeners = new CopyOnWriteArrayList<>();

  /** What became of the sequences up to this one was told by {@link #sync}. */
  private final AtomicLong answeredUpTo;

  // Tests that step through the log's work on one thread see these.
  final AppendQueue queue;
  final SegmentPreparer preparer;
  final DurabilityBarrier barrier;
  final GroupFlusher flusher;

  private GroupCommit(
      SegmentFiles files,
      SegmentFactory factory,
      ResumePoint resume,
      KeyProvider keys,
      GroupCommitOptions options) {
    WriterTail tail = resume.tail();
    int segmentBytes = tail.segment().header().segmentBytes();
    this.options = options;
    this.keys = keys;
    this.retention = new Retention(resume.sealed(), resume.releasedUpTo());
    this.preparer =
        new SegmentPreparer(
            files,
            factory,
            resume.spares(),
            tail.segment().header().segmentNumber() + 1,
            options.preparedSegmentCountMax(),
            this::signalRoom);
    this.writer = new SegmentWriter(preparer, this::sealed, options.syncUnitBytes(), tail);
    this.answeredUpTo = new AtomicLong(tail.lastSequence());
    this.barrier = new DurabilityBarrier(tail.lastSequence(), ALONE_PARTS * options.spinNanos());
    this.queue =
        new AppendQueue(
            options.clock(),
            preparer,
            options.batchBytes(),
            tail.lastSequence(),
            tail.lastTimestampMicros(),
            writer.roomBytes());
    FlushTiming timing =
        new FlushTiming(
            options.trailerAfterNanos(),
            options.spinNanos(),
            segmentBytes / ROOM_PARTS * (ROOM_PARTS - 1));
    this.flusher =
        new GroupFlusher(queue, writer, preparer, barrier, retention, options.clock(), timing);
  }

  /** Starts the log's threads; call it on a thread that may touch files. */
  public static GroupCommit start(
      SegmentFiles files,
      SegmentFactory factory,
      ResumePoint resume,
      KeyProvider keys,
      GroupCommitOptions options)
      throws IOException {
    GroupCommit commit = unstarted(files, factory, resume, keys, options);
    commit.preparer.start();
    commit.flusher.start();
    return commit;
  }

  /** As {@link #start}, but without the threads: the caller does their work. */
  static GroupCommit unstarted(
      SegmentFiles files,
      SegmentFactory factory,
      ResumePoint resume,
      KeyProvider keys,
      GroupCommitOptions options)
      throws IOException {
    GroupCommit commit = new GroupCommit(files, factory, resume, keys, options);
    if (resume.reopens()) {
      commit.reopen();
    }
    return commit;
  }

  private void reopen() throws IOException {
    try {
      writer.writeReopen();
    } catch (IOException e) {
      writer.close();
      throw e;
    }
  }

  private void signalRoom() {
    queue.signalRoom();
  }

  private void sealed(long segmentNumber, long lastSequence) {
    retention.sealed(segmentNumber, lastSequence);
    for (SealListener listener : sealListeners) {
      listener.sealed(segmentNumber, lastSequence);
    }
  }

  /**
   * Gives a record its sequence and hands it to the log thread; does not wait for the disk.
   *
   * @param payload its remaining bytes are copied; its position does not move
   * @param builtOn newest record that this one builds on and that is not known to be durable, or 0
   * @param syncWithinNanos 0 to sync with the next group, {@link Long#MAX_VALUE} for never
   * @throws AppendBuiltOnVoidException when that record was voided
   */
  public void append(
      int tenant,
      byte recordType,
      ByteBuffer payload,
      long builtOn,
      long syncWithinNanos,
      AppendReceipt receipt) {
    InvalidArgumentException.requireRange(
        "payload bytes", payload.remaining(), 0, options.payloadBytesMax());
    InvalidArgumentException.requireRange("builtOn", builtOn, 0, queue.lastSequence());
    TenantKey key = keys == KeyProvider.NONE ? null : currentKey(tenant);
    queue.append(tenant, recordType, payload, builtOn, key, syncWithinNanos, receipt);
    flusher.signal();
  }

  private @Nullable TenantKey currentKey(int tenant) {
    return keys.currentKey(tenant).orElse(null);
  }

  /** Waits until the record of this sequence is durable; see {@link DurabilityBarrier#await}. */
  public void awaitDurable(long sequence) {
    InvalidArgumentException.requireRange("sequence", sequence, 1, queue.lastSequence());
    barrier.await(sequence);
  }

  /**
   * Makes everything appended so far durable, whatever durability it asked for; throws when any
   * record appended since the last call is not in the log. Each record is answered for once, so
   * that one refusal does not make every later call fail; calls at the same time are all told.
   */
  public void sync() {
    long answered = answeredUpTo.get();
    long last = queue.lastSequence();
    try {
      if (last > barrier.durableSequence()) {
        flusher.requestSync();
        barrier.await(last);
      }
      barrier.requireDurable(answered + 1, last);
    } finally {
      answeredUpTo.accumulateAndGet(last, Math::max);
    }
  }

  /**
   * Syncs what was appended so far and waits until it is known what became of it, without answering
   * for it: {@link #sync} still tells of what was refused.
   *
   * @return last sequence appended so far
   */
  public long settle() {
    long last = queue.lastSequence();
    if (last > barrier.durableSequence()) {
      flusher.requestSync();
      while (!barrier.awaitFate(last)) { // again only when a failed write was undone meanwhile
        queue.requireOpen();
      }
    }
    return last;
  }

  /**
   * As {@link #settle}, for so long at most.
   *
   * @return false when the time was over first
   */
  public boolean settleWithin(long nanos) {
    long last = queue.lastSequence();
    if (last <= barrier.durableSequence()) {
      return true;
    }
    long begin = System.nanoTime();
    flusher.requestSync();
    while (barrier.awaitDecided(last, nanos - (System.nanoTime() - begin))) {
      if (barrier.isFateKnown(last)) {
        return true;
      }
      queue.requireOpen(); // as above
    }
    return false;
  }

  /** False when a sequence was certainly not voided since the log was opened. */
  public boolean mayHaveVoided(long sequence) {
    return queue.mayHaveVoided(sequence);
  }

  /**
   * Registers an owner that needs all records from a sequence on.
   *
   * @throws RecordsReleasedException when the record of this sequence was released
   */
  public RetentionFloor retainFrom(String owner, long sequence) {
    InvalidArgumentException.requireRange("sequence", sequence, 1, Long.MAX_VALUE);
    return flusher.addFloor(owner, sequence);
  }

  /** Registers an owner that needs whatever is left: segments without records, too. */
  public RetentionFloor retainRest(String owner) {
    return flusher.addFloor(owner, RetentionFloor.REST);
  }

  /** Tells a listener of each segment that is sealed from now on, on the log thread. */
  public void addSealListener(SealListener listener) {
    sealListeners.add(listener);
  }

  /** Tells a listener nothing more. */
  public void removeSealListener(SealListener listener) {
    sealListeners.remove(listener);
  }

  /** Sealed segments from a number on, in order. */
  public List<Long> sealedSegmentsFrom(long segmentNumber) {
    return retention.sealedFrom(segmentNumber);
  }

  /** Last sequence of a sealed segment. */
  public long lastSequenceOf(long sealedSegment) {
    return retention.lastSequence(sealedSegment);
  }

  /** Last sequence that is not retained any more. */
  public long releasedUpTo() {
    return retention.releasedUpTo();
  }

  /** Number of the retained segment in which a sequence is, or will be. */
  public long segmentOf(long sequence) {
    return retention.segmentOf(sequence, flusher.currentSegment());
  }

  /** True once a sync failed: nothing is taken any more. */
  public boolean isPoisoned() {
    return barrier.isPoisoned();
  }

  /** Last sequence given out. */
  public long lastSequence() {
    return queue.lastSequence();
  }

  /** All sequences up to this one are durable or known to be void. */
  public long durableSequence() {
    return barrier.durableSequence();
  }

  /** Packed position below which the log is durable. */
  public long syncedUpTo() {
    return flusher.syncedUpTo();
  }

  /** Largest payload that a segment of this length and a batch of this capacity allow. */
  public static int payloadBytesMax(int segmentBytes) {
    int frameBytes = SegmentWriter.frameBytesMax(segmentBytes) / 2;
    return Math.min(FrameLayout.PAYLOAD_BYTES_MAX, frameBytes)
        - FrameLayout.HEADER_BYTES
        - FrameCipher.TAG_BYTES
        - FrameLayout.ALIGNMENT_BYTES;
  }

  /** Writes and syncs what was appended, marks the log as closed, ends the threads. Idempotent. */
  @Override
  public void close() {
    queue.close(); // first: nobody may go on waiting for a segment that is not made any more
    preparer.beginClose();
    flusher.close();
    preparer.close();
  }
}
