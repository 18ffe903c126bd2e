package dev.thermograph.wal.flush;

import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.CommitOutcomeUnknownException;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.recovery.LogOpener;
import dev.thermograph.wal.recovery.OpenedLog;
import dev.thermograph.wal.recovery.RecoveredLog;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * The production write path on the caller's thread: the same queue, flusher, writer, preparer and
 * barrier as {@link GroupCommit} wires them, but the caller takes the two threads' turns, so that a
 * run is the same for the same calls.
 *
 * <p><b>Single-threaded.</b> Nothing here waits: what would wait in production for another thread
 * is done before it is asked for.
 */
public final class SteppedLog {
  /** What is known of one sequence. */
  public enum Fate {
    /** Nobody was told anything yet. */
    UNDECIDED,
    /** Reported as durable. */
    DURABLE,
    /** Reported as certainly not in the log. */
    REFUSED,
    /** Reported as unknown. */
    UNKNOWN
  }

  private final OpenedLog opened;
  private final GroupCommit commit;
  private final GroupCommitOptions options;
  private int pendingBytes;

  private SteppedLog(OpenedLog opened, GroupCommit commit, GroupCommitOptions options) {
    this.opened = opened;
    this.commit = commit;
    this.options = options;
  }

  /** Recovers and opens the log of a directory, as {@code WriteAheadLog} does. */
  public static SteppedLog open(
      SegmentFiles files,
      FrameCursor cursor,
      int segmentBytes,
      RandomGenerator random,
      GroupCommitOptions options)
      throws IOException {
    OpenedLog opened = LogOpener.open(files, cursor, segmentBytes, random);
    GroupCommit commit =
        GroupCommit.unstarted(files, opened.factory(), opened.resume(), KeyProvider.NONE, options);
    return new SteppedLog(opened, commit, options);
  }

  /** What was found when opening. */
  public RecoveredLog recovered() {
    return opened.recovered();
  }

  /** Appends as {@link GroupCommit#append}; makes room first where production would wait for it. */
  public void append(
      int tenant,
      byte recordType,
      ByteBuffer payload,
      long syncWithinNanos,
      AppendReceipt receipt) {
    append(tenant, recordType, payload, 0, syncWithinNanos, receipt);
  }

  /** As the other one for a record that builds on an earlier one. */
  public void append(
      int tenant,
      byte recordType,
      ByteBuffer payload,
      long builtOn,
      long syncWithinNanos,
      AppendReceipt receipt) {
    int frameBytes = FrameLayout.frameBytes(payload.remaining());
    if (pendingBytes > 0 && pendingBytes + frameBytes > options.batchBytes()) {
      turn();
    }
    prepareOneAtLeast();
    commit.append(tenant, recordType, payload, builtOn, syncWithinNanos, receipt);
    pendingBytes += frameBytes;
  }

  /** One turn of the log thread; true when it did something. */
  public boolean turn() {
    prepareOneAtLeast();
    pendingBytes = 0;
    return commit.flusher.turn() == 0;
  }

  /** What the preparing thread would do now, if there is one and it has something to do. */
  public void prepare() {
    if (commit.preparer.isAhead() && commit.preparer.hasWork()) {
      boolean _ = commit.preparer.work();
    }
  }

  private void prepareOneAtLeast() {
    if (commit.preparer.isAhead() && commit.preparer.readyCount() == 0) {
      commit.preparer.want();
      boolean _ = commit.preparer.work();
    }
  }

  /** Asks for a sync of all that was appended. */
  public void requestSync() {
    commit.flusher.requestSync();
  }

  /** Registers a floor; see {@link GroupCommit#retainFrom}. */
  public RetentionFloor retainFrom(String owner, long sequence) {
    return commit.retainFrom(owner, sequence);
  }

  /** Largest payload that is taken. */
  public int payloadBytesMax() {
    return options.payloadBytesMax();
  }

  /** Last sequence given out. */
  public long lastSequence() {
    return commit.lastSequence();
  }

  /** Last sequence that is not retained any more. */
  public long releasedUpTo() {
    return commit.releasedUpTo();
  }

  /** What an appender's wait would let go now. */
  public long durableSequence() {
    return commit.durableSequence();
  }

  /** Packed position below which the log is durable. */
  public long syncedUpTo() {
    return commit.syncedUpTo();
  }

  /** Reads all retained records that are durable now. */
  public LogReader read(SegmentFiles files) {
    long from = commit.releasedUpTo() + 1;
    return new LogReader(files, KeyProvider.NONE, commit::syncedUpTo, from, commit.segmentOf(from));
  }

  /** What the appender of a sequence would be told now. */
  public Fate fateOf(long sequence) {
    if (!commit.barrier.isDecided(sequence)) {
      return Fate.UNDECIDED;
    }
    try {
      commit.barrier.await(sequence);
      return Fate.DURABLE;
    } catch (AppendRefusedException e) {
      return Fate.REFUSED;
    } catch (CommitOutcomeUnknownException e) {
      return Fate.UNKNOWN;
    }
  }

  /**
   * Leaves in good order as far as possible: what {@link GroupCommit#close} makes the threads do.
   */
  public void finish() {
    commit.queue.close();
    while (commit.queue.hasWork()) {
      boolean _ = turn();
    }
    prepareOneAtLeast();
    commit.flusher.finish();
  }
}
