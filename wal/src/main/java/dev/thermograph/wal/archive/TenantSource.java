package dev.thermograph.wal.archive;

import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.segment.SegmentFile;
import dev.thermograph.wal.segment.SegmentFiles;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's records of a range of sequences, found by the footers: of each file only the footer
 * and the blocks with the tenant's records are read. <b>Single-threaded.</b>
 */
final class TenantSource implements FrameSource {
  private final SegmentFiles files;
  private final Iterator<ArchivedSegment> segments;
  private final int tenant;
  private final long fromSequence;
  private final long toSequence;
  private @Nullable SegmentFile file;
  private @Nullable ArchivedSegment archived;
  private @Nullable ArchivedFrames frames;
  private @Nullable FooterStream footer;
  private long lastSequence;

  TenantSource(
      SegmentFiles files,
      List<ArchivedSegment> segments,
      int tenant,
      long fromSequence,
      long toSequence) {
    this.files = files;
    this.segments = segments.iterator();
    this.tenant = tenant;
    this.fromSequence = fromSequence;
    this.toSequence = toSequence;
  }

  @Override
  public boolean next() throws IOException {
    while (true) {
      FooterStream list = footer;
      int offset = list == null ? -1 : list.nextOffset();
      if (offset < 0) {
        if (!openNext()) {
          return false;
        }
        continue;
      }
      Objects.requireNonNull(frames).seek(offset, tenant, lastSequence);
      lastSequence = cursor().sequence();
      if (lastSequence > toSequence) {
        return false;
      }
      if (lastSequence >= fromSequence) {
        return true;
      }
    }
  }

  /** Opens the next file that the tenant has records in. */
  private boolean openNext() throws IOException {
    close();
    while (segments.hasNext()) {
      ArchivedSegment next = segments.next();
      if (next.header().previousSequence() >= toSequence) {
        return false;
      }
      if (next.header().lastSequence() >= fromSequence && openList(next)) {
        return true;
      }
      close();
    }
    return false;
  }

  private boolean openList(ArchivedSegment next) throws IOException {
    SegmentFile opened = files.openForReading(next.name());
    file = opened;
    FooterStream list = new FooterStream(opened, next);
    while (list.nextTenant()) {
      if (list.tenant() == tenant) {
        archived = next;
        frames = new ArchivedFrames(opened, next, FrameLayout.BLOCK_BYTES);
        footer = list;
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
      footer = null;
    }
  }
}
