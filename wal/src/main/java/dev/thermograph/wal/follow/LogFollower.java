package dev.thermograph.wal.follow;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.crypto.KeyProvider;
import dev.thermograph.wal.error.LogClosedException;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.LogIoException;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.error.TenantKeyMissingException;
import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.segment.DiskSegmentFiles;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The records of a log that another process writes, as they become certainly durable.
 *
 * <p>Takes no lock and writes nothing. A record is delivered once something behind it proves that
 * it was synced, so no later recovery can take it back; the price is that the newest group is seen
 * with the next one, or with the trailer that follows after the writer's idle time. Each record
 * comes exactly once, in order, over rotations, crashes and restarts of the writer.
 *
 * <p>A cursor as {@link LogReader} is: {@link #next} says no when nothing further is proven and is
 * asked again later, at the caller's pace; there is no thread here. After an exception a follower
 * is done: open another one behind the last sequence. Nothing keeps the writer from releasing
 * segments that a follower still needs; it then says so. A damaged record that nobody has read yet
 * is noticed at the latest when the writer has moved on to the next segment.
 *
 * <p><b>Single-threaded.</b>
 */
public final class LogFollower implements AutoCloseable {

  /** Gives the files once they exist. */
  @FunctionalInterface
  private interface Directory {
    SegmentFiles open() throws IOException;
  }

  private final Directory directory;
  private final boolean ownsFiles;
  private final KeyProvider keys;
  private final long fromSequence;
  private @Nullable SegmentFiles files;
  private @Nullable DurabilityProof proof;
  private @Nullable LogReader reader;
  private long sequence;
  private boolean closed;

  private LogFollower(Directory directory, boolean ownsFiles, KeyProvider keys, long fromSequence) {
    InvalidArgumentException.requireRange("fromSequence", fromSequence, 1, Long.MAX_VALUE);
    this.directory = directory;
    this.ownsFiles = ownsFiles;
    this.keys = keys;
    this.fromSequence = fromSequence;
  }

  /** Follows the log of a directory, which need not exist yet, from a sequence on. */
  public static LogFollower open(Path directory, KeyProvider keys, long fromSequence) {
    return new LogFollower(
        () -> DiskSegmentFiles.openReadOnly(directory), true, keys, fromSequence);
  }

  /** Follows a log in files that stay the caller's to close. */
  public static LogFollower open(SegmentFiles files, KeyProvider keys, long fromSequence) {
    return new LogFollower(() -> files, false, keys, fromSequence);
  }

  /**
   * Moves to the next record.
   *
   * @return false when no further record is proven durable yet, or there is no log yet
   * @throws RecordsReleasedException when the record to come is not there any more; a snapshot has
   *     to take its place
   * @throws LogCorruptedException when a durable record is damaged
   * @throws LogIoException when the files could not be read
   * @throws LogClosedException after {@link #close}
   */
  public boolean next() {
    if (closed) {
      throw new LogClosedException("the follower is closed: lastSequence=" + sequence);
    }
    try {
      LogReader opened = reader == null ? begin() : reader;
      if (opened == null || !opened.next()) {
        return false;
      }
      sequence = opened.sequence();
      return true;
    } catch (NoSuchFileException e) {
      return false; // the directory is still to come
    } catch (IOException e) {
      throw new LogIoException("following the log failed: lastSequence=" + sequence, e);
    } catch (UncheckedIOException e) {
      throw new LogIoException("following the log failed: lastSequence=" + sequence, e);
    }
  }

  private @Nullable LogReader begin() throws IOException {
    SegmentFiles open = files;
    if (open == null) {
      open = directory.open();
      files = open;
    }
    OptionalLong first = FirstSegment.find(open, fromSequence);
    if (first.isEmpty()) {
      return null;
    }
    DurabilityProof begun = new DurabilityProof(open, first.getAsLong());
    proof = begun;
    reader = new LogReader(open, keys, begun, fromSequence, first.getAsLong());
    return reader;
  }

  private LogReader current() {
    LogReader opened = reader;
    if (opened == null || sequence == 0) {
      throw new IllegalStateException("there is no current record: next() has not returned true");
    }
    return opened;
  }

  /** Sequence of the current record. */
  public long sequence() {
    return current().sequence();
  }

  /** Commit time of the current record in microseconds since 1970-01-01T00:00Z. */
  public long timestampMicros() {
    return current().timestampMicros();
  }

  /** Tenant number of the current record. */
  public int tenant() {
    return current().tenant();
  }

  /** What its appender said the payload is. */
  public byte recordType() {
    return current().recordType();
  }

  /** Where the current record stands. */
  public LogPosition position() {
    return current().position();
  }

  /** True when the payload is stored encrypted. */
  public boolean isEncrypted() {
    return current().isEncrypted();
  }

  /**
   * The payload, plain; see {@link LogReader#payload}.
   *
   * @throws TenantKeyMissingException when it is encrypted and its key is not to be had
   */
  public ByteBuffer payload() {
    return current().payload();
  }

  /** Sequence of the record delivered last, 0 for none. */
  public long lastSequence() {
    return sequence;
  }

  /** The place below which all was proven durable when {@link #next} last looked; 0:0 at first. */
  public LogPosition provenUpTo() {
    DurabilityProof begun = proof;
    return LogPosition.of(begun == null ? 0 : begun.proven());
  }

  /** Idempotent. */
  @Override
  public void close() {
    closed = true;
    if (reader != null) {
      reader.close();
    }
    if (proof != null) {
      proof.close();
    }
    if (ownsFiles && files != null) {
      files.close();
    }
  }
}
