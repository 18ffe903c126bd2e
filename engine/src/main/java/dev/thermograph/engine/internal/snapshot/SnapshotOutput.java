package dev.thermograph.engine.internal.snapshot;

import static dev.thermograph.engine.internal.snapshot.SnapshotLayout.*;

import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/**
 * Cuts a stream of bytes into the blocks of {@link SnapshotLayout} and writes them.
 *
 * <p>Every few megabytes the file is synced, so that the end does not hand the disk everything at
 * once while commits wait for theirs. <b>Single-threaded.</b> Allocates nothing once made.
 */
final class SnapshotOutput {
  private static final long SYNC_EVERY_BYTES = 8 << 20;

  private final SegmentFile file;
  private final long fileId;
  private final ByteBuffer block =
      ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN).position(PAYLOAD_OFFSET);
  private final MemorySegment blockSegment = MemorySegment.ofArray(block.array());
  private final CRC32C crc = new CRC32C();
  private final MessageDigest digest = Digests.sha256();
  private int digested = PAYLOAD_OFFSET;
  private long blockIndex;
  private long writtenBytes;
  private long syncedBytes;

  /**
   * Begins a file.
   *
   * @param file new and empty
   * @param fileId another one for each file that was ever written
   */
  SnapshotOutput(SegmentFile file, long fileId) {
    this.file = file;
    this.fileId = fileId;
  }

  /** Bytes of the stream so far, those of the blocks' headers included. */
  long lengthBytes() {
    return writtenBytes + block.position();
  }

  void putByte(int value) throws IOException {
    require(1);
    block.put((byte) value);
  }

  void putInt(int value) throws IOException {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      putByte(value >>> shift);
    }
  }

  void putLong(long value) throws IOException {
    if (block.remaining() >= Long.BYTES) {
      block.putLong(value);
      return;
    }
    putInt((int) value);
    putInt((int) (value >>> Integer.SIZE));
  }

  /** A number that is not negative. */
  void putVarint(long value) throws IOException {
    long rest = value;
    while (rest >= VARINT_MORE) {
      putByte((int) (rest & (VARINT_MORE - 1)) | VARINT_MORE);
      rest >>>= VARINT_BITS;
    }
    putByte((int) rest);
  }

  void putBytes(MemorySegment source, long offset, int bytes) throws IOException {
    int done = 0;
    while (done < bytes) {
      require(1);
      int part = Math.min(bytes - done, block.remaining());
      MemorySegment.copy(source, offset + done, blockSegment, block.position(), part);
      block.position(block.position() + part);
      done += part;
    }
  }

  void putBytes(byte[] bytes) throws IOException {
    putBytes(MemorySegment.ofArray(bytes), 0, bytes.length);
  }

  /** SHA-256 of the stream so far; may be asked once. */
  byte[] digest() {
    updateDigest();
    return digest.digest();
  }

  /** Writes the last block and makes the file survive a power cut. */
  void finish() throws IOException {
    writeBlock();
    file.syncWithMetadata();
  }

  private void require(int bytes) throws IOException {
    if (block.remaining() < bytes) {
      writeBlock();
    }
  }

  private void writeBlock() throws IOException {
    updateDigest();
    int end = block.position();
    block.putInt(PAYLOAD_BYTES_OFFSET, end - PAYLOAD_OFFSET);
    block.putLong(FILE_ID_OFFSET, fileId);
    block.putLong(BLOCK_INDEX_OFFSET, blockIndex);
    crc.reset();
    crc.update(block.array(), PAYLOAD_BYTES_OFFSET, end - PAYLOAD_BYTES_OFFSET);
    block.putInt(CRC_OFFSET, (int) crc.getValue());
    file.writeFully(block.flip(), writtenBytes);
    writtenBytes += end;
    blockIndex++;
    block.clear().position(PAYLOAD_OFFSET);
    digested = PAYLOAD_OFFSET;
    if (writtenBytes - syncedBytes >= SYNC_EVERY_BYTES) {
      file.sync();
      syncedBytes = writtenBytes;
    }
  }

  private void updateDigest() {
    digest.update(block.array(), digested, block.position() - digested);
    digested = block.position();
  }
}
