package dev.thermograph.wal.archive;

import dev.thermograph.wal.format.v1.ArchiveHeader;
import dev.thermograph.wal.format.v1.ArchiveLayout;
import dev.thermograph.wal.format.v1.FrameType;
import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.read.FrameCursor;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes one sealed segment as an archive file, front to back. Reads the segment twice: the header
 * says what only its end tells. <b>Single-threaded.</b>
 */
final class ArchiveFileWriter {
  private final SealedSegment segment;
  private final ArchiveOutput output;
  private final TenantIndex index = new TenantIndex();
  private long frameCount;
  private long recordCount;

  private ArchiveFileWriter(SealedSegment segment, SegmentFile file) {
    this.segment = segment;
    this.output = new ArchiveOutput(file);
  }

  /**
   * Writes and syncs the file.
   *
   * @param file new and empty
   * @param previousDigest digest of the archive file before, zeros for the first one
   */
  static void write(SealedSegment segment, byte[] previousDigest, SegmentFile file)
      throws IOException {
    ArchiveFileWriter writer = new ArchiveFileWriter(segment, file);
    writer.writeHeader(previousDigest);
    writer.writeFrames();
    writer.writeFooterAndTail();
    file.syncWithMetadata();
  }

  private void writeHeader(byte[] previousDigest) throws IOException {
    ByteBuffer buffer = littleEndian(ArchiveLayout.HEADER_BYTES);
    ArchiveLayout.putHeader(buffer, header(segment, previousDigest));
    output.put(buffer);
  }

  /** Walks the segment once to learn what the header has to say. */
  static ArchiveHeader header(SealedSegment segment, byte[] previousDigest) throws IOException {
    segment.rewind();
    long firstTimestampMicros = segment.startTimestampMicros();
    long lastTimestampMicros = firstTimestampMicros;
    boolean first = true;
    while (segment.next()) {
      lastTimestampMicros = segment.cursor().timestampMicros();
      firstTimestampMicros = first ? lastTimestampMicros : firstTimestampMicros;
      first = false;
    }
    SegmentHeader header = segment.header();
    return new ArchiveHeader(
        header.logIdHigh(),
        header.logIdLow(),
        header.segmentNumber(),
        segment.previousEnd(),
        segment.releasedBefore(),
        segment.previousSequence(),
        segment.lastSequence(),
        firstTimestampMicros,
        lastTimestampMicros,
        header.epoch(),
        header.salt(),
        previousDigest);
  }

  private void writeFrames() throws IOException {
    segment.rewind();
    FrameCursor cursor = segment.cursor();
    while (segment.next()) {
      if (cursor.type() == FrameType.DATA) {
        index.add(cursor.tenant(), (int) output.lengthBytes());
        recordCount++;
      }
      frameCount++;
      output.put(frameBytes(cursor));
    }
  }

  /** The bytes of the frame that a cursor found last. */
  static ByteBuffer frameBytes(FrameCursor cursor) {
    int frameBytes = cursor.nextOffset() - cursor.frameOffset();
    return cursor
        .frames()
        .duplicate()
        .limit(cursor.frameAt() + frameBytes)
        .position(cursor.frameAt());
  }

  private void writeFooterAndTail() throws IOException {
    long footerOffset = output.lengthBytes();
    index.writeTo(output::put);
    ByteBuffer tail = littleEndian(ArchiveLayout.TAIL_BYTES);
    ArchiveLayout.putCounts(
        tail, footerOffset, index.lengthBytes(), frameCount, recordCount, index.crc());
    output.put(tail.slice(0, ArchiveLayout.DIGEST_OFFSET));
    ArchiveLayout.putDigest(tail, output.digest());
    output.put(tail.position(ArchiveLayout.DIGEST_OFFSET));
    output.flush();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
