package dev.thermograph.wal.archive;

import dev.thermograph.error.Messages;
import dev.thermograph.wal.error.ArchiveRefusedException;
import dev.thermograph.wal.format.v1.ArchiveLayout;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.read.FrameChain;
import dev.thermograph.wal.read.FrameCheck;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;

/**
 * The frames of one archive file, each checked by itself and against the chain.
 *
 * <p><b>Single-threaded.</b> Holds one window of memory, or the largest frame.
 */
final class ArchivedFrames {
  private static final int BLOCK = FrameLayout.BLOCK_BYTES;

  private final ArchivedSegment archived;
  private final FrameCursor cursor;
  private final FrameChain chain;
  private long frameCount;

  /** Begins before the first frame. */
  ArchivedFrames(SegmentFile file, ArchivedSegment archived, int windowBytes) {
    this.archived = archived;
    int framesBytes = FrameLayout.alignUp((int) archived.tail().footerOffset(), BLOCK);
    this.cursor = new FrameCursor(FrameCheck.CHECKSUM, Math.min(windowBytes, framesBytes));
    this.chain =
        new FrameChain(
            archived.header().previousSequence(), archived.header().firstTimestampMicros());
    open(cursor, file, archived);
  }

  /**
   * Lets a cursor read an archive file as if its frames were a segment's. The number is the next
   * segment's: frames stand further in front here than where they were written, and what they say
   * of earlier durability may be beyond their place, but never beyond their segment.
   */
  private static void open(FrameCursor cursor, SegmentFile file, ArchivedSegment archived) {
    cursor.open(
        file,
        new SegmentHeader(
            archived.header().logIdHigh(),
            archived.header().logIdLow(),
            archived.number() + 1,
            (int) archived.tail().footerOffset(),
            archived.header().epoch(),
            archived.header().salt()));
    cursor.seek(ArchiveLayout.HEADER_BYTES);
  }

  /**
   * Moves to the next frame.
   *
   * @return false behind the last one
   * @throws ArchiveRefusedException when there should be one and is none, or the file's end is not
   *     where its header and tail say
   */
  boolean next() throws IOException {
    if (cursor.nextOffset() == archived.tail().footerOffset()) {
      requireComplete();
      return false;
    }
    if (!cursor.next() || !isKept() || !chain.continuesWith(cursor)) {
      throw archived.refused(
          Messages.format(
              "a frame is damaged: offset=%d lastGoodSequence=%d",
              cursor.nextOffset(), chain.lastSequence()));
    }
    chain.accept(cursor);
    frameCount++;
    return true;
  }

  private boolean isKept() {
    return cursor.type() == FrameType.DATA || cursor.type() == FrameType.VOID;
  }

  private void requireComplete() {
    if (frameCount != archived.tail().frameCount()
        || chain.lastSequence() != archived.header().lastSequence()
        || chain.lastTimestampMicros() != archived.header().lastTimestampMicros()) {
      throw archived.refused(
          Messages.format(
              "the archive file ends at sequence %d with %d frames and should end at %d with %d",
              chain.lastSequence(),
              frameCount,
              archived.header().lastSequence(),
              archived.tail().frameCount()));
    }
  }

  /**
   * Moves to the record at an offset that the footer lists, without reading what is before it.
   *
   * @throws ArchiveRefusedException when no record of that tenant stands there, or it is not behind
   *     the one found before
   */
  void seek(int offset, int tenant, long sequenceBefore) throws IOException {
    cursor.seek(offset);
    boolean found =
        cursor.next()
            && cursor.type() == FrameType.DATA
            && cursor.tenant() == tenant
            && cursor.sequence() > Math.max(sequenceBefore, archived.header().previousSequence())
            && cursor.sequence() <= archived.header().lastSequence();
    if (!found) {
      throw archived.refused(
          Messages.format(
              "a record that the footer lists is damaged: offset=%d tenant=%d", offset, tenant));
    }
  }

  /** The frame found last. */
  FrameCursor cursor() {
    return cursor;
  }
}
