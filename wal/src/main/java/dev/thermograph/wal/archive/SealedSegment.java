package dev.thermograph.wal.archive;

import dev.thermograph.error.Messages;
import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.format.SegmentNames;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.format.v1.SegmentStartLayout;
import dev.thermograph.wal.read.FrameChain;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.read.SegmentHeaders;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;

/**
 * The frames of a full segment that an archive keeps: DATA and VOID, each checked, the chain
 * followed from START to the last sequence that the log says is in the segment.
 *
 * <p><b>Single-threaded.</b>
 */
final class SealedSegment implements AutoCloseable {
  private final SegmentFile file;
  private final SegmentHeader header;
  private final long lastSequence;
  private final FrameCursor cursor =
      new FrameCursor(FrameCheck.CHECKSUM, FrameCursor.WINDOW_BYTES_USUAL);
  private FrameChain chain = new FrameChain();
  private long previousEnd;
  private long releasedBefore;
  private long previousSequence;
  private long startTimestampMicros;

  private SealedSegment(SegmentFile file, SegmentHeader header, long lastSequence) {
    this.file = file;
    this.header = header;
    this.lastSequence = lastSequence;
  }

  /**
   * Opens a segment before its first frame.
   *
   * @param lastSequence last sequence in it, as the writer or recovery knows it
   */
  static SealedSegment open(SegmentFiles files, long number, long lastSequence) throws IOException {
    SegmentFile file = files.openForReading(SegmentNames.segment(number));
    try {
      SegmentHeader header =
          SegmentHeaders.read(file, number)
              .orElseThrow(
                  () ->
                      new LogCorruptedException(
                          "the header of a sealed segment is damaged", file.name(), 0, 0, 0));
      SealedSegment segment = new SealedSegment(file, header, lastSequence);
      segment.rewind();
      return segment;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Begins again behind START. */
  void rewind() throws IOException {
    cursor.open(file, header);
    chain = new FrameChain();
    if (!cursor.next() || !chain.begin(cursor)) {
      throw damaged("the START of a sealed segment is damaged");
    }
    previousEnd = FrameChain.previousEnd(cursor);
    releasedBefore = SegmentStartLayout.releasedBefore(cursor.frames(), cursor.payloadAt());
    previousSequence = cursor.sequence();
    startTimestampMicros = cursor.timestampMicros();
  }

  /**
   * Moves to the next frame to keep.
   *
   * @return false at the segment's end
   * @throws LogCorruptedException when the chain ends before the last sequence
   */
  boolean next() throws IOException {
    while (chain.lastType() != FrameType.SEAL && cursor.next() && chain.continuesWith(cursor)) {
      chain.accept(cursor);
      if (chain.lastType() == FrameType.DATA || chain.lastType() == FrameType.VOID) {
        return true;
      }
    }
    if (chain.lastSequence() != lastSequence) {
      throw damaged(
          Messages.format(
              "a sealed segment ends at sequence %d and should end at %d",
              chain.lastSequence(), lastSequence));
    }
    return false;
  }

  private LogCorruptedException damaged(String what) {
    return new LogCorruptedException(
        what, file.name(), cursor.nextOffset(), chain.lastSequence(), lastSequence);
  }

  /** The frame found last. */
  FrameCursor cursor() {
    return cursor;
  }

  SegmentHeader header() {
    return header;
  }

  long lastSequence() {
    return lastSequence;
  }

  /** Packed position at which the log before this segment ends. */
  long previousEnd() {
    return previousEnd;
  }

  long releasedBefore() {
    return releasedBefore;
  }

  long previousSequence() {
    return previousSequence;
  }

  long startTimestampMicros() {
    return startTimestampMicros;
  }

  @Override
  public void close() {
    file.close();
  }
}
