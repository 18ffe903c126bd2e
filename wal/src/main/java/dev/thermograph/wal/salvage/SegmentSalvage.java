package dev.thermograph.wal.salvage;

import dev.thermograph.error.Messages;
import dev.thermograph.wal.error.UnknownFormatVersionException;
import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout.Verdict;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Every valid frame of one segment file, also behind damage and under a damaged header.
 *
 * <p>Behind damage each multiple of 8 is tried, since frames inside a group do not begin at blocks.
 * <b>Single-threaded.</b>
 */
final class SegmentSalvage implements AutoCloseable {
  /** Stands for "not known yet"; no segment has it. */
  private static final long NO_EPOCH = 0;

  private final SegmentFiles files;
  private final FrameCursor cursor =
      new FrameCursor(FrameCheck.CHECKSUM, FrameCursor.WINDOW_BYTES_USUAL);
  private @Nullable SegmentFile file;
  private byte[] salt = new byte[0];
  private int endOffset;

  /** Where the file ends, which may be cut: behind it there is nothing to look for. */
  private int searchEndOffset;

  private int skippedFrom;
  private boolean sealed;

  SegmentSalvage(SegmentFiles files) {
    this.files = files;
  }

  /**
   * Opens a segment before its first frame.
   *
   * @param log the header of the log's first intact segment, or null while none is known
   * @return the header, made up as far as it is damaged, or null when nothing of the file can be
   *     this log's
   * @throws UnknownFormatVersionException when a newer build wrote it
   */
  @Nullable SegmentHeader open(long number, @Nullable SegmentHeader log) throws IOException {
    close();
    String name = SegmentNames.segment(number);
    SegmentFile opened = new TolerantFile(files.openForReading(name));
    file = opened;
    ByteBuffer block =
        ByteBuffer.allocate(SegmentHeaderLayout.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    opened.readFully(block, 0);
    Verdict verdict = SegmentHeaderLayout.judge(block);
    if (verdict == Verdict.UNKNOWN_VERSION) {
      throw new UnknownFormatVersionException(
          Messages.format(
              "the file has format version %d: file=%s", SegmentHeaderLayout.version(block), name));
    }
    SegmentHeader header = SegmentHeaderLayout.get(block);
    if (verdict == Verdict.VALID) {
      return isOf(header, number, log) ? begin(opened, header) : null;
    }
    return beginWithoutHeader(opened, number, header.salt());
  }

  private static boolean isOf(SegmentHeader header, long number, @Nullable SegmentHeader log) {
    return header.segmentNumber() == number
        && (log == null
            || (log.logIdHigh() == header.logIdHigh() && log.logIdLow() == header.logIdLow()));
  }

  private SegmentHeader begin(SegmentFile opened, SegmentHeader header) throws IOException {
    salt = header.salt();
    endOffset = header.segmentBytes();
    searchEndOffset = (int) Math.min(endOffset, opened.lengthBytes());
    sealed = false;
    skippedFrom = -1;
    cursor.open(opened, header);
    return header;
  }

  /** Takes the epoch of the first block that begins with a frame written in this segment. */
  private @Nullable SegmentHeader beginWithoutHeader(
      SegmentFile opened, long number, byte[] saltFound) throws IOException {
    int segmentBytes = (int) Math.min(opened.lengthBytes(), SegmentHeaderLayout.SEGMENT_BYTES_MAX);
    begin(opened, new SegmentHeader(0, 0, number, segmentBytes, NO_EPOCH, saltFound));
    for (int offset = SegmentHeaderLayout.FIRST_FRAME_OFFSET;
        cursor.adoptEpochAt(offset);
        offset += FrameLayout.BLOCK_BYTES) {
      cursor.seek(offset);
      if (cursor.next() && LogPosition.segmentOf(cursor.syncedUpTo()) >= number - 1) {
        cursor.seek(SegmentHeaderLayout.FIRST_FRAME_OFFSET);
        return new SegmentHeader(0, 0, number, segmentBytes, NO_EPOCH, saltFound);
      }
    }
    return null;
  }

  /** Nothing from this offset on is part of the log. */
  void endAt(int offset) {
    endOffset = Math.min(endOffset, offset);
  }

  /** Moves to the next valid frame, past whatever is none. */
  boolean next() throws IOException {
    int from = cursor.nextOffset();
    skippedFrom = -1;
    if (sealed || from >= endOffset) {
      return false;
    }
    if (cursor.next() || findBehind(from)) {
      sealed = cursor.type() == FrameType.SEAL;
      return cursor.frameOffset() < endOffset;
    }
    skippedFrom = from;
    cursor.seek(endOffset);
    return false;
  }

  private boolean findBehind(int from) throws IOException {
    int end = Math.min(endOffset, searchEndOffset);
    for (int offset = from + FrameLayout.ALIGNMENT_BYTES;
        offset < end;
        offset += FrameLayout.ALIGNMENT_BYTES) {
      if (cursor.hasEpochAt(offset)) {
        cursor.seek(offset);
        if (cursor.next()) {
          skippedFrom = from;
          return true;
        }
      }
    }
    return false;
  }

  /** Where the bytes begin that the last {@link #next} passed over, or -1 when it did not. */
  int skippedFrom() {
    return skippedFrom;
  }

  /** The frame found last. */
  FrameCursor cursor() {
    return cursor;
  }

  /** From which the keys of this segment's payloads are derived, if it is not damaged itself. */
  byte[] salt() {
    return salt;
  }

  @Override
  public void close() {
    SegmentFile open = file;
    if (open != null) {
      open.close();
      file = null;
    }
  }
}
