package dev.thermograph.properties.fuzz;

import dev.thermograph.wal.format.v1.ArchiveLayout;
import dev.thermograph.wal.format.v1.FrameLayout;
import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/**
 * Makes the checksums of changed files right again, so that a reader looks at what was changed
 * instead of stopping at the first checksum. Stateless.
 */
final class Reseal {
  private static final int HEADER_CRC_OFFSET = 12;
  private static final int FRAMES_MAX = 4096;

  private Reseal() {}

  static void segment(byte[] content) {
    if (content.length < SegmentHeaderLayout.HEADER_BYTES) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    header(content, bytes, SegmentHeaderLayout.HEADER_BYTES);
    frames(bytes, SegmentHeaderLayout.FIRST_FRAME_OFFSET, content.length);
    for (int block = 2; block < content.length / Bundle.BLOCK_BYTES; block++) {
      int at = block * Bundle.BLOCK_BYTES;
      if (FrameLayout.epoch(bytes, at) != 0) {
        frames(bytes, at, Math.min(content.length, at + Bundle.BLOCK_BYTES));
      }
    }
  }

  static void archive(byte[] content) {
    int tail = content.length - ArchiveLayout.TAIL_BYTES;
    if (tail < ArchiveLayout.HEADER_BYTES) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    header(content, bytes, ArchiveLayout.HEADER_BYTES);
    long footer = bytes.getLong(tail);
    long footerBytes = bytes.getLong(tail + Long.BYTES);
    if (footer >= ArchiveLayout.HEADER_BYTES && footer <= tail && footerBytes == tail - footer) {
      frames(bytes, ArchiveLayout.HEADER_BYTES, (int) footer);
      bytes.putInt(
          tail + ArchiveLayout.DIGEST_OFFSET - Integer.BYTES,
          crc(content, (int) footer, (int) footerBytes));
    }
    byte[] digest = sha256(content, tail + ArchiveLayout.DIGEST_OFFSET);
    bytes.put(tail + ArchiveLayout.DIGEST_OFFSET, digest);
    int crcAt = ArchiveLayout.DIGEST_OFFSET + ArchiveLayout.DIGEST_BYTES;
    bytes.putInt(tail + crcAt, crc(content, tail, crcAt));
  }

  private static void header(byte[] content, ByteBuffer bytes, int length) {
    bytes.putInt(HEADER_CRC_OFFSET, 0);
    bytes.putInt(HEADER_CRC_OFFSET, crc(content, 0, length));
  }

  private static void frames(ByteBuffer bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    int at = from;
    for (int count = 0; count < FRAMES_MAX && at + FrameLayout.HEADER_BYTES <= to; count++) {
      int length = FrameLayout.length(bytes, at);
      if (length < 0 || length > bytes.capacity() - at - FrameLayout.HEADER_BYTES) {
        return;
      }
      int frameBytes = FrameLayout.frameBytes(length);
      if (at + frameBytes > bytes.capacity()) {
        return;
      }
      FrameLayout.seal(bytes, bytes.duplicate(), at, crc);
      at += frameBytes;
    }
  }

  private static int crc(byte[] content, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(content, from, length);
    return (int) crc.getValue();
  }

  private static byte[] sha256(byte[] content, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java runtime has SHA-256", e);
    }
  }
}
