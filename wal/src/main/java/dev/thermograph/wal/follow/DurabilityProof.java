package dev.thermograph.wal.follow;

import dev.thermograph.error.Messages;
import dev.thermograph.error.ThermographException;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.error.RecordsReleasedException;
import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.read.LogReader;
import dev.thermograph.wal.read.SegmentHeaders;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a log that another process writes is certainly durable, as its own frames say.
 *
 * <p>Each frame carries the position below which all was durable when it was written, and a valid
 * frame cannot lie about the past, whatever becomes of itself: so the highest such position among
 * the valid frames behind the last proven place is the new one. What is proven never shrinks and
 * never changes; what lies beyond may be overwritten (VOID) or get another file (a segment that was
 * prepared, and prepared again after a crash), so it is read afresh each time.
 *
 * <p>Cost of one question: what was written since the last proof, at most {@link #SCAN_BYTES_USUAL}
 * of it when that proves something. <b>Single-threaded.</b>
 */
final class DurabilityProof implements LogReader.ReadLimit, AutoCloseable {
  /** Enough to make a question worth its file accesses, little enough to be still in the cache. */
  static final int SCAN_BYTES_USUAL = 4 << 20;

  private static final int WINDOW_BYTES = 16 * 4096;

  private final SegmentFiles files;
  private final FrameCursor cursor = new FrameCursor(FrameCheck.CHECKSUM, WINDOW_BYTES);
  private long proven;
  private long openSegment;
  private @Nullable SegmentFile file;

  /** Nothing before this segment's first frame is asked for. */
  DurabilityProof(SegmentFiles files, long firstSegment) {
    this.files = files;
    this.proven = LogPosition.pack(firstSegment, SegmentHeaderLayout.FIRST_FRAME_OFFSET);
  }

  /** Looks how far the log is proven durable by now. */
  @Override
  public long position() {
    try {
      return prove();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long prove() throws IOException {
    long scanned = 0;
    long from = proven;
    boolean goesOn = openAt(proven);
    while (goesOn) {
      while (cursor.next()) {
        proven = Math.max(proven, cursor.syncedUpTo());
        scanned += cursor.nextOffset() - cursor.frameOffset();
        if (proven > from && scanned >= SCAN_BYTES_USUAL) {
          return proven;
        }
      }
      goesOn = openStarted(openSegment + 1);
    }
    return proven;
  }

  /** Opens the segment of a proven position; its file may be kept, as it is never replaced. */
  private boolean openAt(long position) throws IOException {
    long segment = LogPosition.segmentOf(position);
    boolean kept = file != null && openSegment == segment && isStarted(position);
    if (!kept && !open(segment)) {
      requireNotPassed(segment);
      return false;
    }
    cursor.forgetWindow();
    cursor.seek(LogPosition.offsetOf(position));
    return true;
  }

  /** A segment is part of the log for good once its START is proven. */
  private static boolean isStarted(long position) {
    return LogPosition.offsetOf(position) > SegmentHeaderLayout.FIRST_FRAME_OFFSET;
  }

  /** Moves to the START of a segment when one stands there. */
  private boolean openStarted(long segment) throws IOException {
    if (!open(segment)) {
      requireNotPassed(segment);
      return false;
    }
    boolean started = cursor.next() && cursor.type() == FrameType.START;
    cursor.seek(SegmentHeaderLayout.FIRST_FRAME_OFFSET);
    return started;
  }

  /** Opens a segment before its first frame; false when there is none that can be trusted. */
  private boolean open(long segment) throws IOException {
    close();
    SegmentFile opened;
    try {
      opened = files.openForReading(SegmentNames.segment(segment));
    } catch (NoSuchFileException e) {
      return false;
    }
    file = opened;
    openSegment = segment;
    Optional<SegmentHeader> header = header(opened, segment);
    header.ifPresent(found -> cursor.open(opened, found));
    return header.isPresent();
  }

  /** A header that is being replaced under an old name says another number, or nothing valid. */
  private static Optional<SegmentHeader> header(SegmentFile opened, long segment)
      throws IOException {
    try {
      return SegmentHeaders.read(opened, segment);
    } catch (LogCorruptedException e) {
      return Optional.empty();
    }
  }

  /** A segment cannot be read: it is still to come, or the log has gone on behind it. */
  private void requireNotPassed(long segment) throws IOException {
    List<String> names = files.list();
    for (String name : names) {
      long later = SegmentNames.segmentNumber(name).orElse(0);
      if (later > segment && open(later) && cursor.next() && cursor.type() == FrameType.START) {
        throw passed(segment, names.contains(SegmentNames.segment(segment)));
      }
    }
  }

  private ThermographException passed(long segment, boolean isThere) {
    if (isThere) {
      return new LogCorruptedException(
          "the header of a segment is damaged", SegmentNames.segment(segment), 0, 0, 0);
    }
    return new RecordsReleasedException(
        Messages.format(
            "segment %d was released before it was followed: provenUpTo=%s",
            segment, LogPosition.of(proven)));
  }

  /** What is known to be durable without looking again. */
  long proven() {
    return proven;
  }

  /** Idempotent; asking again opens again. */
  @Override
  public void close() {
    SegmentFile open = file;
    if (open != null) {
      open.close();
      file = null;
    }
  }
}
