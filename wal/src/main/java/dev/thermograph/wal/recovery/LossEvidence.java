package dev.thermograph.wal.recovery;

import dev.thermograph.wal.error.LogCorruptedException;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;

/**
 * Looks behind the place where a log stops for proof that what stood there was durable.
 *
 * <p>A group of frames begins at a block's start and each of its frames says up to where the log
 * was durable when it was written. So one valid frame behind the stop that says "further than here"
 * is proof, and no such frame can be the rest of a group that was never synced. Nor can a frame
 * right at the stop, or a START, that says "up to here" and does not follow: what stands before the
 * stop is not what was durable there, as when a block was written to the wrong place.
 *
 * <p><b>Single-threaded.</b>
 */
final class LossEvidence {
  private static final int BLOCK = FrameLayout.BLOCK_BYTES;
  private static final long NO_HEADER_EPOCH = 0;

  private final FrameCursor cursor;
  private final long stopPosition;
  private final long lastSequence;
  private boolean found;
  private long provenSequence;
  private long tornBytes;

  LossEvidence(FrameCursor cursor, long stopPosition, long lastSequence) {
    this.cursor = cursor;
    this.stopPosition = stopPosition;
    this.lastSequence = lastSequence;
    this.provenSequence = lastSequence;
  }

  /** Searches the segment in which the log stops, from the stop on. */
  void searchBehind(SegmentRun.Member member, int stopOffset) throws IOException {
    SegmentHeader header = member.requireHeader();
    cursor.open(member.file(), header);
    int tornEnd = cursor.hasEpochAt(stopOffset) ? blockEnd(stopOffset) : stopOffset;
    int firstBlock = FrameLayout.alignUp(stopOffset, BLOCK);
    tornEnd = Math.max(tornEnd, searchBlocks(firstBlock, header.segmentBytes()));
    tornBytes += tornEnd - stopOffset;
  }

  /** Searches a segment behind the one in which the log stops. */
  void searchWhole(SegmentRun.Member member) throws IOException {
    SegmentHeader header = member.header();
    if (header == null) {
      if (!searchStart(member) && !Blank.behindHeader(member.file())) {
        found = true; // header and START are both damaged: an unused segment loses only one
      }
      return;
    }
    cursor.open(member.file(), header);
    int first = SegmentHeaderLayout.FIRST_FRAME_OFFSET;
    int tornEnd = searchBlocks(first, header.segmentBytes());
    if (tornEnd == 0) {
      searchStart(member);
    }
    tornBytes += Math.max(0, tornEnd - first);
  }

  /** Returns the end of the last block that carries the epoch, 0 when none does. */
  private int searchBlocks(int firstOffset, int segmentBytes) throws IOException {
    int tornEnd = 0;
    for (int offset = firstOffset; offset < segmentBytes; offset += BLOCK) {
      if (cursor.hasEpochAt(offset)) {
        tornEnd = offset + BLOCK;
        searchFrames(offset);
      }
    }
    return tornEnd;
  }

  private void searchFrames(int offset) throws IOException {
    cursor.seek(offset);
    while (cursor.next()) {
      if (cursor.syncedUpTo() > stopPosition || contradicts()) {
        found = true;
        provenSequence = Math.max(provenSequence, cursor.sequence());
      }
      if (cursor.nextOffset() % BLOCK == 0) {
        return;
      }
    }
  }

  /** True for a frame that should follow the last accepted one, and was found not to. */
  private boolean contradicts() {
    return cursor.syncedUpTo() == stopPosition
        && (cursor.position() == stopPosition || cursor.type() == FrameType.START);
  }

  /**
   * Looks at the one place of a segment where no user's byte ever stands: its START, under whatever
   * epoch it carries. A segment whose header is damaged, or is an older one in the wrong place,
   * gives itself away by a START that goes on at the stop or beyond; the START of an earlier use
   * names an earlier place. Elsewhere a recycled segment is full of old payloads, which prove
   * nothing.
   *
   * @return whether a START of any use stands there
   */
  private boolean searchStart(SegmentRun.Member member) throws IOException {
    SegmentFile file = member.file();
    int segmentBytes = (int) Math.min(file.lengthBytes(), SegmentHeaderLayout.SEGMENT_BYTES_MAX);
    cursor.open(
        file, new SegmentHeader(0, 0, member.number(), segmentBytes, NO_HEADER_EPOCH, new byte[0]));
    cursor.adoptEpochAt(SegmentHeaderLayout.FIRST_FRAME_OFFSET);
    if (!cursor.next() || cursor.type() != FrameType.START) {
      return false;
    }
    if (cursor.syncedUpTo() >= stopPosition) {
      found = true;
      provenSequence = Math.max(provenSequence, cursor.sequence());
    }
    return true;
  }

  private static int blockEnd(int offset) {
    return FrameLayout.alignUp(offset + 1, BLOCK);
  }

  /** Refuses the log when proof was found. */
  void throwIfFound(String file, int offset) {
    if (found) {
      throw new LogCorruptedException(
          "the log is damaged in its middle", file, offset, lastSequence, provenSequence);
    }
  }

  /** Bytes of unfinished groups behind the stop. */
  long tornBytes() {
    return tornBytes;
  }
}
