package dev.thermograph.wal.flush;

import dev.thermograph.error.Messages;
import dev.thermograph.wal.crypto.FrameCipher;
import dev.thermograph.wal.format.LogPosition;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.ReleaseLayout;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.format.v1.SegmentStartLayout;
import dev.thermograph.wal.format.v1.VoidLayout;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Lays batches out in segments: stamps, encrypts and seals frames, pads, writes, syncs, rotates.
 *
 * <p>The tail moves only after a write returned, so a failed write leaves {@link #tailPosition()}
 * at the last good offset and the same place is written again. Failing to <em>write</em> is {@link
 * IOException}; failing to <em>sync</em> is {@link SyncFailedException}, after which nothing may be
 * written any more.
 *
 * <p><b>Single-threaded:</b> the log thread. Hot path.
 */
public final class SegmentWriter implements AutoCloseable {
  private static final int BLOCK = FrameLayout.BLOCK_BYTES;

  /** Blocks at a segment's end that data leaves free: room for markers, VOID and SEAL. */
  private static final int RESERVED_FOR_DATA = 6 * BLOCK;

  /** Blocks that idle markers leave free for VOID, CLOSE and SEAL. */
  private static final int RESERVED_FOR_MARKERS = 4 * BLOCK;

  /** Blocks that VOID and CLOSE leave free for SEAL. */
  private static final int RESERVED_FOR_LAST = 2 * BLOCK;

  private static final int START_BYTES = FrameLayout.frameBytes(SegmentStartLayout.PAYLOAD_BYTES);

  private final SegmentSupply supply;
  private final SealListener sealListener;
  private final int syncUnitBytes;
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer marker =
      ByteBuffer.allocateDirect(2 * BLOCK).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer markerView = marker.duplicate();
  private final ByteBuffer zeros = ByteBuffer.allocateDirect(2 * BLOCK);

  private SegmentFile file;
  private long segmentNumber;
  private int segmentBytes;
  private long epoch;
  private byte[] salt;
  private @Nullable FrameCipher cipher;
  private int tailOffset;
  private long syncedUpTo;
  private long syncedSequence;
  private long lastSequence;
  private long lastTimestampMicros;
  private long releasedBefore;
  private long previousEnd;
  private boolean startPending;
  private @Nullable PreparedSegment taken;

  /**
   * A writer that goes on where {@code tail} says.
   *
   * @param syncUnitBytes what the disk may tear: synced groups end at multiples of it; 4,096 but in
   *     tests that show why
   */
  public SegmentWriter(
      SegmentSupply supply, SealListener sealListener, int syncUnitBytes, WriterTail tail) {
    this.supply = supply;
    this.sealListener = sealListener;
    this.syncUnitBytes = syncUnitBytes;
    this.lastSequence = tail.lastSequence();
    this.syncedSequence = tail.lastSequence();
    this.lastTimestampMicros = tail.lastTimestampMicros();
    this.releasedBefore = tail.releasedBefore();
    this.previousEnd = tail.endPosition();
    this.file = tail.segment().file();
    this.salt = tail.segment().header().salt();
    moveTo(tail.segment());
    boolean fresh = LogPosition.segmentOf(tail.endPosition()) != segmentNumber;
    this.startPending = fresh;
    this.tailOffset =
        fresh ? SegmentHeaderLayout.FIRST_FRAME_OFFSET : LogPosition.offsetOf(tail.endPosition());
    this.syncedUpTo = tail.endPosition();
  }

  /** True when a segment whose log ends with CLOSE at this offset can be gone on with. */
  public static boolean canReopenAt(int offset, int segmentBytes) {
    return offset <= segmentBytes - RESERVED_FOR_MARKERS;
  }

  /** Largest frame that fits a segment of this length. */
  public static int frameBytesMax(int segmentBytes) {
    return segmentBytes - SegmentHeaderLayout.FIRST_FRAME_OFFSET - BLOCK - RESERVED_FOR_DATA;
  }

  /** Writes all frames of a batch, over as many segments as it takes, and syncs when asked to. */
  void write(FrameBatch batch, boolean sync) throws IOException {
    int from = 0;
    while (from < batch.endOffset()) {
      startIfPending();
      int to = lastFitting(batch, from);
      if (to > from) {
        writeRun(batch, from, to, sync && to == batch.endOffset());
        from = to;
      }
      if (from < batch.endOffset()) {
        rotate();
      }
    }
  }

  /** Makes all that was written durable; the next group then begins a new block. */
  void sync() throws IOException {
    if (startPending || tailPosition() == syncedUpTo) {
      return;
    }
    if (tailOffset % syncUnitBytes != 0) {
      writeFiller(FrameType.PAD, lastSequence);
    }
    syncFile();
  }

  /**
   * Proves the last group with a durable TRAILER, or nothing when only a SEAL fits any more. What
   * was written without a sync is synced first: a frame proves only what was durable before it.
   */
  void writeTrailer() throws IOException {
    sync();
    if (!startPending && tailOffset <= segmentBytes - RESERVED_FOR_MARKERS) {
      writeFiller(FrameType.TRAILER, lastSequence);
      syncFile();
    }
  }

  /** Says durably that a writer is back in a segment that ended with CLOSE. */
  public void writeReopen() throws IOException {
    writeFiller(FrameType.REOPEN, lastSequence);
    syncFile();
  }

  /** Says durably that the writer leaves in good order. */
  void writeClose() throws IOException {
    sync();
    makeRoomBefore(RESERVED_FOR_LAST);
    writeFiller(FrameType.CLOSE, lastSequence);
    syncFile();
  }

  /** Says durably that segments below a number are not part of the log any more. */
  void writeRelease(long releasedBeforeSegment) throws IOException {
    makeRoomBefore(RESERVED_FOR_MARKERS);
    int frameBytes = fillerBytes(ReleaseLayout.PAYLOAD_BYTES);
    putMarkerHeader(FrameType.RELEASE, frameBytes, lastSequence);
    ReleaseLayout.put(marker, FrameLayout.HEADER_BYTES, releasedBeforeSegment);
    writeMarker(frameBytes);
    syncFile();
    releasedBefore = releasedBeforeSegment;
  }

  /**
   * Makes sure that no frame behind the last good offset will ever be read: durably voids all
   * sequences up to {@code voidedUpTo}.
   */
  void writeVoid(long voidedUpTo) throws IOException {
    makeRoomBefore(RESERVED_FOR_LAST);
    int frameBytes = fillerBytes(VoidLayout.PAYLOAD_BYTES);
    putMarkerHeader(FrameType.VOID, frameBytes, voidedUpTo);
    VoidLayout.put(marker, FrameLayout.HEADER_BYTES, lastSequence);
    writeMarker(frameBytes);
    lastSequence = voidedUpTo;
    syncFile();
  }

  private void writeRun(FrameBatch batch, int from, int to, boolean sync) throws IOException {
    long sequence = sealRun(batch, from, to);
    int end = sync ? appendPad(batch, to, tailOffset + to - from) : to;
    file.writeFully(batch.view().limit(end).position(from), tailOffset);
    tailOffset += end - from;
    lastSequence = sequence;
    if (sync) {
      syncFile();
    }
  }

  /** Stamps, encrypts and seals the frames; returns the last one's sequence. */
  private long sealRun(FrameBatch batch, int from, int to) {
    ByteBuffer bytes = batch.bytes();
    ByteBuffer view = batch.view();
    long sequence = lastSequence;
    int at = from;
    while (at < to) {
      FrameLayout.stamp(bytes, at, epoch, syncedUpTo);
      if (FrameLayout.keyVersion(bytes, at) != 0) {
        cipher().encrypt(bytes, at, batch.takeKey());
      }
      FrameLayout.seal(bytes, view, at, crc);
      sequence = FrameLayout.sequence(bytes, at);
      lastTimestampMicros = FrameLayout.timestampMicros(bytes, at);
      at += FrameLayout.frameBytes(FrameLayout.length(bytes, at));
    }
    return sequence;
  }

  /** Puts a PAD behind the batch's last frame; returns where the bytes to write end. */
  private int appendPad(FrameBatch batch, int at, int fileOffset) {
    if (fileOffset % syncUnitBytes == 0) {
      return at;
    }
    int frameBytes = bytesToUnit(fileOffset, FrameLayout.HEADER_BYTES);
    int payloadBytes = frameBytes - FrameLayout.HEADER_BYTES;
    ByteBuffer bytes = batch.bytes();
    FrameLayout.putHeader(
        bytes,
        at,
        FrameType.PAD,
        payloadBytes,
        batch.lastSequence(),
        batch.lastTimestampMicros(),
        0,
        (byte) 0,
        0);
    bytes.put(at + FrameLayout.HEADER_BYTES, zeros, 0, payloadBytes);
    FrameLayout.stamp(bytes, at, epoch, syncedUpTo);
    FrameLayout.seal(bytes, batch.view(), at, crc);
    return at + frameBytes;
  }

  /** Where the run of frames that still fits this segment ends in the batch. */
  private int lastFitting(FrameBatch batch, int from) {
    int room = segmentBytes - RESERVED_FOR_DATA - tailOffset;
    if (batch.endOffset() - from <= room) {
      return batch.endOffset();
    }
    int to = from;
    while (true) {
      int next = to + FrameLayout.frameBytes(FrameLayout.length(batch.bytes(), to));
      if (next - from > room) {
        return to;
      }
      to = next;
    }
  }

  /** Seals this segment durably and moves to the next one, whose START is still to be written. */
  private void rotate() throws IOException {
    PreparedSegment next = taken;
    if (next == null) {
      next = supply.take();
      taken = next;
    }
    writeFiller(FrameType.SEAL, lastSequence);
    syncFile();
    file.close();
    sealListener.sealed(segmentNumber, lastSequence);
    previousEnd = tailPosition();
    moveTo(next);
    taken = null;
    tailOffset = SegmentHeaderLayout.FIRST_FRAME_OFFSET;
    startPending = true;
  }

  private void startIfPending() throws IOException {
    if (!startPending) {
      return;
    }
    putMarkerHeader(FrameType.START, START_BYTES, lastSequence);
    SegmentStartLayout.put(marker, FrameLayout.HEADER_BYTES, previousEnd, releasedBefore);
    writeMarker(START_BYTES);
    startPending = false;
  }

  private void makeRoomBefore(int reservedBytes) throws IOException {
    startIfPending();
    if (tailOffset > segmentBytes - reservedBytes) {
      rotate();
      startIfPending();
    }
  }

  private void writeFiller(FrameType type, long sequence) throws IOException {
    int frameBytes = fillerBytes(0);
    putMarkerHeader(type, frameBytes, sequence);
    writeMarker(frameBytes);
  }

  private void putMarkerHeader(FrameType type, int frameBytes, long sequence) {
    int payloadBytes = frameBytes - FrameLayout.HEADER_BYTES;
    FrameLayout.putHeader(
        marker, 0, type, payloadBytes, sequence, lastTimestampMicros, 0, (byte) 0, 0);
    marker.put(FrameLayout.HEADER_BYTES, zeros, 0, payloadBytes);
  }

  private void writeMarker(int frameBytes) throws IOException {
    FrameLayout.stamp(marker, 0, epoch, syncedUpTo);
    FrameLayout.seal(marker, markerView, 0, crc);
    file.writeFully(markerView.limit(frameBytes).position(0), tailOffset);
    tailOffset += frameBytes;
  }

  private int fillerBytes(int payloadBytesMin) {
    return bytesToUnit(tailOffset, FrameLayout.frameBytes(payloadBytesMin));
  }

  /** Bytes from an offset to the first unit's end that leaves room for at least {@code min}. */
  private int bytesToUnit(int offset, int min) {
    return FrameLayout.alignUp(offset + min, syncUnitBytes) - offset;
  }

  private void syncFile() throws SyncFailedException {
    try {
      file.sync();
    } catch (IOException e) {
      throw new SyncFailedException(
          Messages.format(
              "sync failed: file=%s position=%s", file.name(), LogPosition.of(tailPosition())),
          e);
    }
    syncedUpTo = tailPosition();
    syncedSequence = lastSequence;
  }

  private FrameCipher cipher() {
    FrameCipher current = cipher;
    if (current == null) {
      current = new FrameCipher(salt);
      cipher = current;
    }
    return current;
  }

  private void moveTo(PreparedSegment segment) {
    file = segment.file();
    segmentNumber = segment.header().segmentNumber();
    segmentBytes = segment.header().segmentBytes();
    epoch = segment.header().epoch();
    salt = segment.header().salt();
    cipher = null;
  }

  /** Packed position at which the next frame will stand. */
  long tailPosition() {
    return LogPosition.pack(segmentNumber, tailOffset);
  }

  /** Packed position below which all is durable. */
  long syncedUpTo() {
    return syncedUpTo;
  }

  /** Last sequence that is durable. */
  long syncedSequence() {
    return syncedSequence;
  }

  /** Last sequence that was written, durable or not. */
  long lastSequence() {
    return lastSequence;
  }

  /** Lowest segment number that is durably known not to be released. */
  long releasedBefore() {
    return releasedBefore;
  }

  /** Number of the segment being written. */
  long segmentNumber() {
    return segmentNumber;
  }

  /** Bytes of data that this segment still takes for certain. */
  int roomBytes() {
    return Math.max(0, segmentBytes - RESERVED_FOR_DATA - tailOffset - BLOCK);
  }

  @Override
  public void close() {
    file.close();
    PreparedSegment unused = taken;
    if (unused != null) {
      unused.file().close();
    }
  }
}
