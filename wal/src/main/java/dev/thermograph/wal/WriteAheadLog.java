package dev.thermograph.wal;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import dev.thermograph.wal.archive.SegmentArchiver;
import dev.thermograph.wal.error.AppendBuiltOnVoidException;
import dev.thermograph.wal.error.AppendRefusedException;
import dev.thermograph.wal.error.CommitOutcomeUnknownException;
import dev.thermograph.wal.error.DirectoryLockedException;
import dev.thermograph.wal.error.ForeignFileException;
import dev.thermograph.wal.error.LogClosedException;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.LogFullException;
import dev.thermograph.wal.error.LogIoException;
import dev.thermograph.wal.error.LogPoisonedException;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.error.UnknownFormatVersionException;
import dev.thermograph.wal.flush.AppendReceipt;
import dev.thermograph.wal.flush.GroupCommit;
import dev.thermograph.wal.flush.GroupCommitOptions;
import dev.thermograph.wal.flush.RetentionFloor;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.recovery.LogOpener;
import dev.thermograph.wal.recovery.OpenedLog;
import dev.thermograph.wal.recovery.RecoveredLog;
import dev.thermograph.wal.segment.DiskSegmentFiles;
import dev.thermograph.wal.segment.IoThread;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An append-only, segmented, checksummed log of records, each with a tenant's number and the next
 * sequence.
 *
 * <p>What {@link #awaitDurable} let go survives a power cut; what a crash could take back is never
 * reported as durable; damage is told apart from an unfinished end and is never passed over.
 *
 * <p><b>Thread-safe.</b> Any number of threads may append, wait and read. All file access is on
 * threads that the log owns, so interrupting a caller neither closes a file nor loses an outcome.
 */
public final class WriteAheadLog implements AutoCloseable {
  private final SegmentFiles files;
  private final LogOptions options;
  private final UUID id;
  private final RecoveredLog recovered;
  private final GroupCommit commit;
  private final List<SegmentArchiver> archivers = new CopyOnWriteArrayList<>();

  private WriteAheadLog(
      SegmentFiles files, LogOptions options, UUID id, RecoveredLog recovered, GroupCommit commit) {
    this.files = files;
    this.options = options;
    this.id = id;
    this.recovered = recovered;
    this.commit = commit;
  }

  /**
   * Opens or creates the log of a directory, which stays locked until {@link #close}.
   *
   * @throws DirectoryLockedException when another live process has it open
   * @throws LogCorruptedException when something durable is damaged or missing
   * @throws UnknownFormatVersionException when a newer build wrote it
   * @throws ForeignFileException when a segment file is not this log's
   * @throws LogIoException when the disk failed; opening can be tried again
   */
  public static WriteAheadLog open(Path directory, LogOptions options) {
    SegmentFiles files;
    try {
      files = DiskSegmentFiles.open(directory);
    } catch (IOException e) {
      throw new LogIoException("opening the directory failed: directory=" + directory, e);
    }
    try {
      return open(files, options);
    } catch (RuntimeException | Error e) {
      files.close();
      throw e;
    }
  }

  /** Opens or creates a log in files that this log closes with itself. */
  public static WriteAheadLog open(SegmentFiles files, LogOptions options) {
    return OpeningThread.call(() -> openHere(files, options));
  }

  private static WriteAheadLog openHere(SegmentFiles files, LogOptions options) throws IOException {
    FrameCursor cursor = new FrameCursor(FrameCheck.CHECKSUM, FrameCursor.WINDOW_BYTES_USUAL);
    OpenedLog opened = LogOpener.open(files, cursor, options.segmentBytes(), options.random());
    GroupCommit commit =
        GroupCommit.start(
            files, opened.factory(), opened.resume(), options.keys(), commitOptions(options));
    return new WriteAheadLog(files, options, opened.factory().logId(), opened.recovered(), commit);
  }

  private static GroupCommitOptions commitOptions(LogOptions options) {
    return new GroupCommitOptions(
        options.batchBytes(),
        options.payloadBytesMax(),
        options.preparedSegmentCountMax(),
        FrameLayout.BLOCK_BYTES,
        options.trailerAfter().toNanos(),
        options.spin().toNanos(),
        options.clock());
  }

  /**
   * Tells this log from all others: random, made with its directory, the same for ever. Sequences
   * mean something only together with it.
   */
  public UUID id() {
    return id;
  }

  /** What was found when the log was opened. */
  public RecoveredLog recovered() {
    return recovered;
  }

  /**
   * Gives a record the next sequence and hands it to the log thread. Does not wait for the disk,
   * only for room in the batch.
   *
   * @param tenant the tenant's number, not negative
   * @param recordType what the payload is; the log does not look at it
   * @param payload its remaining bytes are copied; its position does not move
   * @param durability when the record has to be on the disk
   * @param receipt receives sequence and commit time
   * @throws InvalidArgumentException when a value is outside its limits
   * @throws LogFullException when no disk space is ready; nothing was written
   * @throws LogPoisonedException after a failed sync
   * @throws LogClosedException after {@link #close}
   */
  public void append(
      int tenant,
      byte recordType,
      ByteBuffer payload,
      Durability durability,
      AppendReceipt receipt) {
    append(tenant, recordType, payload, 0, durability, receipt);
  }

  /**
   * As {@link #append(int, byte, ByteBuffer, Durability, AppendReceipt)} for a record that means
   * nothing without an earlier one: it is refused, before it gets a sequence, when the log took
   * that one back since it was opened. So the log never has a record without what it builds on,
   * whether anybody waited for that or not.
   *
   * <p>A record is taken back when its write fails (who waits for it hears {@link
   * AppendRefusedException}), and all that were appended behind it by then go with it. So it is
   * enough to name the newest one.
   *
   * @param builtOn sequence of the newest record of this log that the record builds on and that is
   *     not known to be durable; 0 when there is none. Known to be durable is what {@link
   *     #awaitDurable} let go, what was read from the log, and all that these build on; name none
   *     of it, since only the newest {@value GroupCommit#VOIDED_RANGES_MAX} ranges of voided
   *     records are told apart from what lies between them
   * @throws AppendBuiltOnVoidException when it was taken back
   */
  public void append(
      int tenant,
      byte recordType,
      ByteBuffer payload,
      long builtOn,
      Durability durability,
      AppendReceipt receipt) {
    InvalidArgumentException.requireRange("tenant", tenant, 0, Integer.MAX_VALUE);
    commit.append(tenant, recordType, payload, builtOn, durability.syncWithinNanos(), receipt);
  }

  /**
   * Appends with the log's default durability and, when that is {@link Durability.Sync}, waits
   * until the record is durable.
   *
   * @return the record's sequence
   * @throws AppendRefusedException when the record is certainly not in the log
   * @throws CommitOutcomeUnknownException when only reopening the log can tell
   */
  public long appendAndAwait(int tenant, byte recordType, ByteBuffer payload) {
    AppendReceipt receipt = new AppendReceipt();
    append(tenant, recordType, payload, options.durability(), receipt);
    if (options.durability() instanceof Durability.Sync) {
      awaitDurable(receipt.sequence());
    }
    return receipt.sequence();
  }

  /**
   * Waits until the record of a sequence is durable. An interrupt is kept and does not cut the
   * wait: the outcome is always told. A record appended without {@link Durability.Sync} is waited
   * for as long as its durability allows, for ever with {@link Durability.None} unless {@link
   * #sync} is called.
   *
   * @throws AppendRefusedException when the record is certainly not in the log
   * @throws CommitOutcomeUnknownException when only reopening the log can tell
   */
  public void awaitDurable(long sequence) {
    commit.awaitDurable(sequence);
  }

  /**
   * Makes everything appended so far durable, or says that it could not: throws when any record
   * appended since the last call, by whomever, is not in the log, whether it was waited for or not.
   *
   * <p>The next call answers only for what was appended since, whatever this one said. Which of the
   * records it was tells {@link #awaitDurable}.
   *
   * @throws AppendRefusedException when a record is certainly not in the log
   * @throws CommitOutcomeUnknownException when only reopening the log can tell
   */
  public void sync() {
    commit.sync();
  }

  /**
   * Makes everything appended so far durable, or finds it void, and waits for that. Unlike {@link
   * #sync} it does not say which, and takes no answer away from who asks there: for readers that
   * need to see everything that is in the log for good.
   *
   * @return last sequence given out when it was called; whatever {@link #read} does not show up to
   *     there will never come
   * @throws LogFullException while a failed write could not be undone yet
   * @throws LogPoisonedException when a sync failed: only reopening the log can tell
   * @throws LogClosedException when the log was closed before it was known
   */
  public long settle() {
    return commit.settle();
  }

  /**
   * As {@link #settle}, for so long at most: a disk that neither writes nor fails holds nobody up.
   *
   * @return false when the time was over first
   * @throws LogFullException while a failed write could not be undone yet
   * @throws LogPoisonedException when a sync failed: only reopening the log can tell
   * @throws LogClosedException when the log was closed before it was known
   */
  public boolean settleWithin(long nanos) {
    return commit.settleWithin(nanos);
  }

  /**
   * False when a record of this log was certainly not taken back since the log was opened. True for
   * all that were; and for others that lie before the oldest of {@value
   * GroupCommit#VOIDED_RANGES_MAX} ranges, so ask for none that is known to be durable.
   */
  public boolean mayHaveVoided(long sequence) {
    return commit.mayHaveVoided(sequence);
  }

  /** Last sequence given out, 0 for none. */
  public long lastSequence() {
    return commit.lastSequence();
  }

  /** All sequences up to this one are durable, or known never to come. */
  public long durableSequence() {
    return commit.durableSequence();
  }

  /** True once a sync failed: the log takes nothing more until it is opened again. */
  public boolean isPoisoned() {
    return commit.isPoisoned();
  }

  /** Sequence from which on records can be read; those before were released. */
  public long firstRetainedSequence() {
    return commit.releasedUpTo() + 1;
  }

  /**
   * Bytes of the segments that are full and still there: more than this cannot be freed by floors
   * that rise. About right when the log was made with segments of another length.
   */
  public long sealedBytes() {
    return (long) commit.sealedSegmentsFrom(0).size() * options.segmentBytes();
  }

  /**
   * Reads the durable records from a sequence on.
   *
   * @throws RecordsReleasedException when the sequence was released
   */
  public LogReader read(long fromSequence) {
    InvalidArgumentException.requireRange("fromSequence", fromSequence, 1, Long.MAX_VALUE);
    long releasedUpTo = commit.releasedUpTo();
    if (fromSequence <= releasedUpTo) {
      throw new RecordsReleasedException(
          Messages.format(
              "records were released: fromSequence=%d firstRetained=%d",
              fromSequence, releasedUpTo + 1));
    }
    return new LogReader(
        files, options.keys(), commit::syncedUpTo, fromSequence, commit.segmentOf(fromSequence));
  }

  /**
   * Says that an owner needs all records from a sequence on. As soon as one floor is registered,
   * segments below the lowest of them are released; with none, everything is kept.
   *
   * @param owner for messages
   * @throws RecordsReleasedException when the record of this sequence was released: the owner
   *     cannot go on from there and needs a snapshot
   */
  public RetentionFloor retainFrom(String owner, long sequence) {
    return commit.retainFrom(owner, sequence);
  }

  /**
   * Archives each sealed segment to another directory, those sealed earlier first, for
   * point-in-time recovery. While the archiver is registered, no sealed segment is released before
   * its archive file is verified and durable. Register it before any floor: what was released
   * earlier cannot be archived any more.
   *
   * @param target stays the caller's to close, after the archiver or the log
   */
  public SegmentArchiver archiveTo(SegmentFiles target) {
    SegmentArchiver archiver = SegmentArchiver.start(files, commit, target);
    archivers.add(archiver);
    return archiver;
  }

  /** Writes and syncs what was appended, marks the log as closed, frees the lock. Idempotent. */
  @Override
  public void close() {
    commit.close();
    archivers.forEach(
        SegmentArchiver::close); // after the log thread: it must not release meanwhile
    files.close();
  }

  /** Runs the opening on a thread of the log's own, where files may be touched. */
  private static final class OpeningThread {
    @Nullable WriteAheadLog log;
    @Nullable Throwable failure;

    @FunctionalInterface
    interface Opening {
      WriteAheadLog open() throws IOException;
    }

    static WriteAheadLog call(Opening opening) {
      OpeningThread result = new OpeningThread();
      IoThread thread = new IoThread("thermograph-wal-open", () -> result.run(opening));
      thread.start();
      thread.awaitEnd();
      return result.get();
    }

    private void run(Opening opening) {
      try {
        log = opening.open();
      } catch (Throwable e) { // handed to the caller's thread
        failure = e;
      }
    }

    private WriteAheadLog get() {
      return switch (failure) {
        case null -> java.util.Objects.requireNonNull(log);
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new LogIoException("opening the log failed", e);
      };
    }
  }
}
