package dev.thermograph.wal.archive;

import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All records of a range of sequences, read front to back. <b>Single-threaded.</b> */
final class RangeSource implements FrameSource {
  private final SegmentFiles files;
  private final Iterator<ArchivedSegment> segments;
  private final long fromSequence;
  private final long toSequence;
  private @Nullable SegmentFile file;
  private @Nullable ArchivedSegment archived;
  private @Nullable ArchivedFrames frames;

  RangeSource(
      SegmentFiles files, List<ArchivedSegment> segments, long fromSequence, long toSequence) {
    this.files = files;
    this.segments = segments.iterator();
    this.fromSequence = fromSequence;
    this.toSequence = toSequence;
  }

  @Override
  public boolean next() throws IOException {
    while (true) {
      ArchivedFrames current = frames;
      if (current == null) {
        if (!openNext()) {
          return false;
        }
      } else if (!current.next()) {
        close();
      } else if (current.cursor().sequence() > toSequence) {
        return false;
      } else if (isWanted(current.cursor())) {
        return true;
      }
    }
  }

  private boolean isWanted(FrameCursor cursor) {
    return cursor.type() == FrameType.DATA && cursor.sequence() >= fromSequence;
  }

  private boolean openNext() throws IOException {
    while (segments.hasNext()) {
      ArchivedSegment next = segments.next();
      if (next.header().previousSequence() >= toSequence) {
        return false;
      }
      if (next.header().lastSequence() >= fromSequence) {
        SegmentFile opened = files.openForReading(next.name());
        file = opened;
        archived = next;
        frames = new ArchivedFrames(opened, next, FrameCursor.WINDOW_BYTES_USUAL);
        return true;
      }
    }
    return false;
  }

  @Override
  public FrameCursor cursor() {
    return Objects.requireNonNull(frames).cursor();
  }

  @Override
  public ArchivedSegment archived() {
    return Objects.requireNonNull(archived);
  }

  @Override
  public void close() {
    SegmentFile open = file;
    if (open != null) {
      open.close();
      file = null;
      frames = null;
    }
  }
}
