package dev.thermograph.wal.archive;

import dev.thermograph.wal.error.ArchiveRefusedException;
import dev.thermograph.wal.format.v1.ArchiveLayout;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Reads an archive file's footer front to back through a small window, however long it is.
 *
 * <p>{@link #nextTenant} moves to the next tenant, {@link #nextOffset} through its records.
 * <b>Single-threaded.</b>
 */
final class FooterStream {
  private static final int WINDOW_BYTES = 16 * 1024;

  private final SegmentFile file;
  private final ArchivedSegment archived;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
  private final CRC32C crc = new CRC32C();
  private final long end;
  private long windowEnd;
  private int tenantsLeft;
  private int tenant;
  private int recordsLeft;
  private long listEnd;
  private long offset;

  /** Begins before the first tenant. */
  FooterStream(SegmentFile file, ArchivedSegment archived) throws IOException {
    this.file = file;
    this.archived = archived;
    this.windowEnd = archived.tail().footerOffset();
    this.end = windowEnd + archived.tail().footerBytes();
    this.listEnd = windowEnd;
    this.tenantsLeft = readInt();
    this.listEnd = place();
  }

  /** Moves to the next tenant, past what is left of the one before; false behind the last one. */
  boolean nextTenant() throws IOException {
    skipTo(listEnd);
    if (tenantsLeft == 0) {
      return false;
    }
    tenantsLeft--;
    long next = (long) tenant + readInt();
    if (next > Integer.MAX_VALUE) {
      throw archived.refused("the footer holds a number that is too large");
    }
    tenant = (int) next;
    recordsLeft = readInt();
    int listBytes = readInt();
    listEnd = place() + listBytes;
    offset = 0;
    if (listEnd > end || recordsLeft == 0 || recordsLeft > listBytes) {
      throw archived.refused("the footer's list of a tenant does not fit");
    }
    return true;
  }

  /** The tenant whose list is being read. */
  int tenant() {
    return tenant;
  }

  /** How many records of the tenant are still to come. */
  int recordsLeft() {
    return recordsLeft;
  }

  /** Offset of the tenant's next record, or -1 behind the last one. */
  int nextOffset() throws IOException {
    if (recordsLeft == 0) {
      return -1;
    }
    recordsLeft--;
    int delta = readInt();
    offset += (long) delta * FrameLayout.ALIGNMENT_BYTES;
    boolean inside =
        offset >= ArchiveLayout.HEADER_BYTES && offset < archived.tail().footerOffset();
    if (delta == 0 || !inside || place() > listEnd) {
      throw archived.refused("the footer lists a record where none can be");
    }
    return (int) offset;
  }

  /**
   * Checks every list and the checksum of the whole footer. For a stream that was not read from
   * yet.
   *
   * @throws ArchiveRefusedException when something is wrong
   */
  void requireValid() throws IOException {
    int previousTenant = -1;
    long recordCount = 0;
    while (nextTenant()) {
      if (tenant <= previousTenant) {
        throw archived.refused("the footer's tenants are not in order");
      }
      previousTenant = tenant;
      recordCount += recordsLeft;
      while (recordsLeft > 0) {
        nextOffset();
      }
      if (place() != listEnd) {
        throw archived.refused("the footer's list of a tenant does not fit");
      }
    }
    if (place() != end
        || recordCount != archived.tail().recordCount()
        || (int) crc.getValue() != archived.tail().footerCrc()) {
      throw archived.refused("the footer is damaged");
    }
  }

  private int readInt() throws IOException {
    long value = 0;
    for (int index = 0; index < ArchiveLayout.VARINT_BYTES_MAX; index++) {
      byte next = readByte();
      value |= ArchiveLayout.bits(next, index);
      if (!ArchiveLayout.hasMore(next) && value <= Integer.MAX_VALUE) {
        return (int) value;
      }
    }
    throw archived.refused("the footer holds a number that is too large");
  }

  private byte readByte() throws IOException {
    if (!window.hasRemaining()) {
      fill();
    }
    return window.get();
  }

  private void fill() throws IOException {
    int wanted = (int) Math.min(WINDOW_BYTES, end - windowEnd);
    int read = file.readFully(window.clear().limit(wanted), windowEnd);
    window.flip();
    if (read < wanted || read == 0) {
      throw archived.refused("the footer ends too early");
    }
    crc.update(window.duplicate());
    windowEnd += read;
  }

  private long place() {
    return windowEnd - window.remaining();
  }

  private void skipTo(long target) {
    long inWindow = target - place();
    if (inWindow <= window.remaining()) {
      window.position(window.position() + (int) inWindow);
    } else {
      window.limit(0);
      windowEnd = target;
    }
  }
}
