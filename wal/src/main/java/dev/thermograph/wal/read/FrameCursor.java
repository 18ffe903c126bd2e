package dev.thermograph.wal.read;

import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Walks the frames of one segment through a window of memory.
 *
 * <p>{@link #next} moves to the next valid frame or says no and stays, whatever the bytes are: it
 * never reads past the segment and never holds more than the window, which grows to the largest
 * frame whose length is plausible (at most {@link FrameLayout#PAYLOAD_BYTES_MAX} and a header).
 *
 * <p><b>Single-threaded.</b> Hot path: allocates only when the window grows.
 */
public final class FrameCursor {
  /** A window that reads large files at the disk's speed. */
  public static final int WINDOW_BYTES_USUAL = 256 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

  private final FrameCheck check;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer window;
  private ByteBuffer view;
  private int windowStart;
  private int windowEnd;

  private @Nullable SegmentFile file;
  private long segmentNumber;
  private int segmentBytes;
  private long epoch;
  private int nextOffset;
  private int frameOffset;
  private int frameAt;
  private FrameType type = FrameType.PAD;

  /** A cursor with a window of the given size, at least one block. */
  public FrameCursor(FrameCheck check, int windowBytes) {
    this.check = check;
    this.window = ByteBuffer.allocateDirect(windowBytes).order(ByteOrder.LITTLE_ENDIAN);
    this.view = window.duplicate();
  }

  /** Begins with another segment, before its first frame. The file stays the caller's to close. */
  public void open(SegmentFile segmentFile, SegmentHeader header) {
    file = segmentFile;
    segmentNumber = header.segmentNumber();
    segmentBytes = header.segmentBytes();
    epoch = header.epoch();
    forgetWindow();
    seek(SegmentHeaderLayout.FIRST_FRAME_OFFSET);
  }

  /** The next call of {@link #next} looks at this offset. */
  public void seek(int offset) {
    nextOffset = offset;
  }

  /** Forgets what was read, so that bytes written since are seen. */
  public void forgetWindow() {
    windowStart = 0;
    windowEnd = 0;
  }

  /**
   * Moves to the frame at the next offset if a valid one stands there.
   *
   * @return false when none does; the cursor stays where it was
   */
  public boolean next() throws IOException {
    int offset = nextOffset;
    if (!ensure(offset, FrameLayout.HEADER_BYTES)) {
      return false;
    }
    int at = offset - windowStart;
    if (FrameLayout.epoch(window, at) != epoch) {
      return false;
    }
    FrameType found = FrameType.ofCode(FrameLayout.type(window, at));
    int length = FrameLayout.length(window, at);
    if (found == null || length < 0 || length > FrameLayout.PAYLOAD_BYTES_MAX) {
      return false;
    }
    int frameBytes = FrameLayout.frameBytes(length);
    if (frameBytes > segmentBytes - offset || !ensure(offset, frameBytes)) {
      return false;
    }
    at = offset - windowStart;
    boolean checked =
        check == FrameCheck.HEADER_ONLY || FrameLayout.crcMatches(window, view, at, crc);
    if (!checked || FrameLayout.syncedUpTo(window, at) > LogPosition.pack(segmentNumber, offset)) {
      return false;
    }
    type = found;
    frameOffset = offset;
    frameAt = at;
    nextOffset = offset + frameBytes;
    return true;
  }

  /** True when the bytes at an offset carry this segment's epoch, valid frame or not. */
  public boolean hasEpochAt(int offset) throws IOException {
    return ensure(offset, FrameLayout.HEADER_BYTES)
        && FrameLayout.epoch(window, offset - windowStart) == epoch;
  }

  /**
   * Takes the epoch that the bytes at an offset carry, for a segment whose header is unreadable.
   *
   * @return false when the segment ends before
   */
  public boolean adoptEpochAt(int offset) throws IOException {
    if (!ensure(offset, FrameLayout.HEADER_BYTES)) {
      return false;
    }
    epoch = FrameLayout.epoch(window, offset - windowStart);
    return true;
  }

  /** Makes the bytes available in the window; false when the segment or its file ends before. */
  private boolean ensure(int offset, int bytes) throws IOException {
    if (offset >= windowStart && offset + bytes <= windowEnd) {
      return true;
    }
    SegmentFile source = file;
    if (source == null || bytes > segmentBytes - offset) {
      return false;
    }
    if (bytes > window.capacity()) {
      forgetWindow();
      window = NOTHING; // the old one can be freed before the larger one is made
      view = NOTHING;
      window = ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
      view = window.duplicate();
    }
    int wanted = Math.min(window.capacity(), segmentBytes - offset);
    int read = source.readFully(view.limit(wanted).position(0), offset);
    windowStart = offset;
    windowEnd = offset + read;
    return read >= bytes;
  }

  /** Offset of the frame found last. */
  public int frameOffset() {
    return frameOffset;
  }

  /** Offset behind the frame found last, or where {@link #next} would look. */
  public int nextOffset() {
    return nextOffset;
  }

  /** Packed position of the frame found last. */
  public long position() {
    return LogPosition.pack(segmentNumber, frameOffset);
  }

  /** Packed position at which {@link #next} would look. */
  public long nextPosition() {
    return LogPosition.pack(segmentNumber, nextOffset);
  }

  /** Number of the segment being read. */
  public long segmentNumber() {
    return segmentNumber;
  }

  /** Length of the segment being read. */
  public int segmentBytes() {
    return segmentBytes;
  }

  /** Type of the frame found last. */
  public FrameType type() {
    return type;
  }

  /** See {@link FrameLayout#sequence}. */
  public long sequence() {
    return FrameLayout.sequence(window, frameAt);
  }

  /** See {@link FrameLayout#syncedUpTo}. */
  public long syncedUpTo() {
    return FrameLayout.syncedUpTo(window, frameAt);
  }

  /** See {@link FrameLayout#timestampMicros}. */
  public long timestampMicros() {
    return FrameLayout.timestampMicros(window, frameAt);
  }

  /** See {@link FrameLayout#tenant}. */
  public int tenant() {
    return FrameLayout.tenant(window, frameAt);
  }

  /** See {@link FrameLayout#recordType}. */
  public byte recordType() {
    return FrameLayout.recordType(window, frameAt);
  }

  /** See {@link FrameLayout#keyVersion}. */
  public int keyVersion() {
    return FrameLayout.keyVersion(window, frameAt);
  }

  /** Length of the payload as stored, its tag included when encrypted. */
  public int payloadBytes() {
    return FrameLayout.length(window, frameAt);
  }

  /** The buffer that holds the frame found last, until the next move; read it only. */
  public ByteBuffer frames() {
    return window;
  }

  /** Where in {@link #frames()} the frame found last begins. */
  public int frameAt() {
    return frameAt;
  }

  /** Where in {@link #frames()} the payload begins. */
  public int payloadAt() {
    return frameAt + FrameLayout.HEADER_BYTES;
  }
}
