package dev.thermograph.engine.internal.snapshot;

import static dev.thermograph.engine.internal.snapshot.SnapshotLayout.*;

import dev.thermograph.engine.error.SnapshotRefusedException;
import dev.thermograph.error.Messages;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads the stream of a snapshot file; no byte is handed on before its block was checked.
 *
 * <p>What is asked for is compared with what the file still has before memory is taken for it, so a
 * wrong length costs nothing. <b>Single-threaded.</b> Allocates for what does not lie in one block.
 */
final class SnapshotInput {
  private static final int SCRATCH_BYTES_FIRST = 4096;

  private final SegmentFile file;
  private final SnapshotChecks checks;
  private final long lengthBytes;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final MemorySegment blockSegment = MemorySegment.ofArray(block.array());
  private final CRC32C crc = new CRC32C();
  private final MessageDigest digest = Digests.sha256();
  private byte[] scratch = new byte[SCRATCH_BYTES_FIRST];
  private MemorySegment segment = blockSegment;
  private long fileId;
  private long blockIndex = -1;
  private int digested;

  /** Begins before the first byte of the stream. */
  SnapshotInput(SegmentFile file, SnapshotChecks checks) throws IOException {
    this.file = file;
    this.checks = checks;
    this.lengthBytes = file.lengthBytes();
    block.limit(0);
  }

  /** Bytes of the stream that are still to come. */
  long remainingBytes() {
    long behind = (blockIndex + 1) * BLOCK_BYTES;
    long fileBytes = Math.max(0, lengthBytes - behind);
    long blocks = (fileBytes + BLOCK_BYTES - 1) / BLOCK_BYTES;
    return block.remaining() + Math.max(0, fileBytes - blocks * PAYLOAD_OFFSET);
  }

  /** Bytes of the file that were looked at, for progress. */
  long readBytes() {
    return Math.min(lengthBytes, (blockIndex + 1) * BLOCK_BYTES);
  }

  long lengthBytes() {
    return lengthBytes;
  }

  int readByte() throws IOException {
    if (!block.hasRemaining()) {
      readBlock();
    }
    return Byte.toUnsignedInt(block.get());
  }

  int readInt() throws IOException {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      value |= readByte() << shift;
    }
    return value;
  }

  long readLong() throws IOException {
    if (block.remaining() >= Long.BYTES) {
      return block.getLong();
    }
    long low = Integer.toUnsignedLong(readInt());
    return low | ((long) readInt() << Integer.SIZE);
  }

  /** A number from 0 to {@code max}, which is named when it is larger. */
  long readVarint(String name, long max) throws IOException {
    long value = 0;
    for (int shift = 0; shift < VARINT_BYTES_MAX * VARINT_BITS; shift += VARINT_BITS) {
      int next = readByte();
      value |= (long) (next & (VARINT_MORE - 1)) << shift;
      if (next < VARINT_MORE) {
        return requireMax(name, value, max);
      }
    }
    throw damaged(name + " does not end");
  }

  private long requireMax(String name, long value, long max) {
    if (value > max) {
      throw damaged(Messages.format("%s is too large: found=%d max=%d", name, value, max));
    }
    return value;
  }

  /**
   * Passes so many bytes.
   *
   * @return where they stand in {@link #segment}, until the next read
   */
  int take(int bytes) throws IOException {
    if (bytes <= block.remaining()) {
      segment = blockSegment;
      int offset = block.position();
      block.position(offset + bytes);
      return offset;
    }
    requireMax("length", bytes, remainingBytes());
    gather(bytes);
    segment = MemorySegment.ofArray(scratch);
    return 0;
  }

  private void gather(int bytes) throws IOException {
    if (scratch.length < bytes) {
      scratch = new byte[Math.max(bytes, Math.min(2 * scratch.length, BLOCK_BYTES))];
    }
    int done = 0;
    while (done < bytes) {
      if (!block.hasRemaining()) {
        readBlock();
      }
      int part = Math.min(bytes - done, block.remaining());
      block.get(scratch, done, part);
      done += part;
    }
  }

  /** Where the bytes stand that {@link #take} passed. */
  MemorySegment segment() {
    return segment;
  }

  byte[] readBytes(int bytes) throws IOException {
    int offset = take(bytes);
    byte[] taken = new byte[bytes];
    MemorySegment.copy(segment, offset, MemorySegment.ofArray(taken), 0, bytes);
    return taken;
  }

  /** Passes so many bytes, which must be there, without looking at them. */
  void skip(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      if (!block.hasRemaining()) {
        readBlock();
      }
      int part = (int) Math.min(left, block.remaining());
      block.position(block.position() + part);
      left -= part;
    }
  }

  /** Compares the digest that follows with that of everything before it. */
  void requireDigest() throws IOException {
    updateDigest();
    byte[] found = digest.digest();
    if (checks == SnapshotChecks.ALL && !Arrays.equals(readBytes(DIGEST_BYTES), found)) {
      throw damaged("digest does not match");
    } else if (checks == SnapshotChecks.NO_DIGEST) {
      take(DIGEST_BYTES);
    }
  }

  private void updateDigest() {
    digest.update(block.array(), digested, block.position() - digested);
    digested = block.position();
  }

  private void readBlock() throws IOException {
    updateDigest();
    long offset = ++blockIndex * BLOCK_BYTES;
    int bytes = (int) Math.min(BLOCK_BYTES, lengthBytes - offset);
    block.clear().limit(0);
    if (bytes <= PAYLOAD_OFFSET) {
      throw damaged("ends too early");
    }
    block.limit(bytes);
    if (file.readFully(block, offset) != bytes) {
      throw damaged("became shorter while it was read");
    }
    requireSealed(bytes);
    block.position(PAYLOAD_OFFSET);
    digested = PAYLOAD_OFFSET;
  }

  private void requireSealed(int bytes) {
    crc.reset();
    crc.update(block.array(), PAYLOAD_BYTES_OFFSET, bytes - PAYLOAD_BYTES_OFFSET);
    if (block.getInt(CRC_OFFSET) != (int) crc.getValue()) {
      throw damaged("checksum does not match");
    }
    if (block.getInt(PAYLOAD_BYTES_OFFSET) != bytes - PAYLOAD_OFFSET) {
      throw damaged("block has another length than the file");
    }
    if (block.getLong(BLOCK_INDEX_OFFSET) != blockIndex) {
      throw damaged("block stands in the wrong place");
    }
    if (blockIndex == 0) {
      fileId = block.getLong(FILE_ID_OFFSET);
    }
    if (block.getLong(FILE_ID_OFFSET) != fileId) {
      throw damaged("block is from another file");
    }
  }

  /** Nothing is wrong with it, but this version cannot read it. */
  SnapshotRefusedException refused(String what) {
    return new SnapshotRefusedException(
        Messages.format("snapshot cannot be read: file=%s: %s", file.name(), what));
  }

  SnapshotRefusedException damaged(String what) {
    return new SnapshotRefusedException(
        Messages.format(
            "snapshot is damaged: file=%s block=%d: %s",
            file.name(), Math.max(0, blockIndex), what));
  }
}
