package dev.thermograph.wal.read;

import dev.thermograph.error.Messages;
import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.LogIoException;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.error.TenantKeyMissingException;
import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of the retained log in order of sequence, up to what was durable when asked.
 *
 * <p>A cursor: {@link #next} moves, the accessors and {@link #payload} are those of the current
 * record until the next move. Reading goes on beside writing; once {@link #next} says no it may say
 * yes later, when more is durable. Voided sequences do not appear.
 *
 * <p><b>Single-threaded.</b> Plain payloads are read without copying or allocation; encrypted ones
 * are decrypted into a buffer of their own.
 */
public final class LogReader implements AutoCloseable {

  /** Up to which packed position the log may be read now. */
  @FunctionalInterface
  public interface ReadLimit {
    /** Packed position below which everything is durable. */
    long position();
  }

  private final SegmentFiles files;
  private final PayloadReader payloads;
  private final ReadLimit limit;
  private final long fromSequence;
  private final FrameCursor cursor =
      new FrameCursor(FrameCheck.CHECKSUM, FrameCursor.WINDOW_BYTES_USUAL);
  private final FrameChain chain = new FrameChain();
  private long segmentNumber;
  private long knownLimit;
  private @Nullable SegmentFile file;
  private @Nullable ThermographException failure;

  /**
   * A reader of the records from a sequence on.
   *
   * @param firstSegment number of a segment that begins at or before the sequence
   */
  public LogReader(
      SegmentFiles files, KeyProvider keys, ReadLimit limit, long fromSequence, long firstSegment) {
    this.files = files;
    this.payloads = new PayloadReader(keys);
    this.limit = limit;
    this.fromSequence = fromSequence;
    this.segmentNumber = firstSegment;
  }

  /**
   * Moves to the next record. After a failure every call fails the same way.
   *
   * @return false when no further record is durable yet
   * @throws LogCorruptedException when a durable record is damaged
   * @throws RecordsReleasedException when the segment was released while it was read
   */
  public boolean next() {
    ThermographException first = failure;
    if (first != null) {
      throw first;
    }
    try {
      while (advance()) {
        if (chain.lastType() == FrameType.DATA && chain.lastSequence() >= fromSequence) {
          return true;
        }
      }
      return false;
    } catch (IOException | ThermographException e) {
      ThermographException judged = judge(e);
      failure = judged;
      throw judged;
    }
  }

  private boolean advance() throws IOException {
    if (file == null) {
      return begin();
    }
    if (!mayReadAt(chain.endPosition())) {
      return false;
    }
    if (chain.lastType() != FrameType.SEAL && cursor.next() && chain.continuesWith(cursor)) {
      chain.accept(cursor);
      return true;
    }
    if (LogPosition.segmentOf(knownLimit) == segmentNumber) {
      throw unreadable();
    }
    openSegment(segmentNumber + 1);
    if (!cursor.next()) {
      throw unreadable();
    }
    if (!chain.goesOnAt(cursor)) {
      throw damaged(chain.endPosition());
    }
    chain.accept(cursor);
    return true;
  }

  private boolean begin() throws IOException {
    if (!mayReadAt(LogPosition.pack(segmentNumber, 0))) {
      return false;
    }
    openSegment(segmentNumber);
    if (!cursor.next() || !chain.begin(cursor)) {
      throw unreadable();
    }
    if (chain.lastSequence() >= fromSequence) {
      throw new RecordsReleasedException(
          Messages.format(
              "the log begins behind the sequence asked for: fromSequence=%d firstRetained=%d",
              fromSequence, chain.lastSequence() + 1));
    }
    return true;
  }

  /** What lies beyond the limit may still change, so it is read again once the limit has moved. */
  private boolean mayReadAt(long position) {
    if (position < knownLimit) {
      return true;
    }
    knownLimit = limit.position();
    cursor.forgetWindow();
    return position < knownLimit;
  }

  private void openSegment(long number) throws IOException {
    closeFile();
    segmentNumber = number;
    String name = SegmentNames.segment(number);
    SegmentFile opened = files.openForReading(name);
    file = opened;
    Optional<SegmentHeader> header = SegmentHeaders.read(opened, number);
    if (header.isEmpty()) {
      throw damaged(LogPosition.pack(number, 0));
    }
    payloads.beginFile(name, header.get().salt());
    cursor.open(opened, header.get());
  }

  private LogCorruptedException unreadable() {
    return damaged(cursor.nextPosition());
  }

  private LogCorruptedException damaged(long position) {
    return new LogCorruptedException(
        "a durable record is damaged",
        SegmentNames.segment(LogPosition.segmentOf(position)),
        LogPosition.offsetOf(position),
        chain.lastSequence(),
        chain.lastSequence() + 1);
  }

  /**
   * What a failure means. Released segments get other names before they get other bytes, so
   * whatever failed while this reader's segment lost its name is a release.
   */
  private ThermographException judge(Exception cause) {
    if (cause instanceof RecordsReleasedException known) {
      return known;
    }
    if (isReleased()) {
      return new RecordsReleasedException(
          Messages.format(
              "segment %d was released while it was read: lastSequenceRead=%d",
              segmentNumber, chain.lastSequence()),
          cause);
    }
    return cause instanceof ThermographException known
        ? known
        : new LogIoException("reading the log failed: segment=" + segmentNumber, cause);
  }

  private boolean isReleased() {
    try {
      List<String> names = files.list();
      long chainSegment = LogPosition.segmentOf(chain.endPosition());
      return !names.contains(SegmentNames.segment(segmentNumber))
          || (chainSegment != 0 && !names.contains(SegmentNames.segment(chainSegment)));
    } catch (IOException e) {
      return false; // the failure that is being judged says more
    }
  }

  /** Sequence of the current record. */
  public long sequence() {
    return cursor.sequence();
  }

  /** Commit time of the current record in microseconds since 1970-01-01T00:00Z. */
  public long timestampMicros() {
    return cursor.timestampMicros();
  }

  /** Tenant number of the current record. */
  public int tenant() {
    return cursor.tenant();
  }

  /** What its appender said the payload is. */
  public byte recordType() {
    return cursor.recordType();
  }

  /** Where the current record stands. */
  public LogPosition position() {
    return LogPosition.of(cursor.position());
  }

  /** True when the payload is stored encrypted. */
  public boolean isEncrypted() {
    return cursor.keyVersion() != 0;
  }

  /**
   * The payload, plain; valid until the next move. Position 0 of the returned buffer is not the
   * payload's start: use its position and limit.
   *
   * @throws TenantKeyMissingException when it is encrypted and its key is not to be had
   * @throws LogCorruptedException when its key does not open it
   */
  public ByteBuffer payload() {
    return payloads.payload(cursor);
  }

  private void closeFile() {
    SegmentFile open = file;
    if (open != null) {
      open.close();
      file = null;
    }
  }

  /** Idempotent. */
  @Override
  public void close() {
    closeFile();
  }
}
