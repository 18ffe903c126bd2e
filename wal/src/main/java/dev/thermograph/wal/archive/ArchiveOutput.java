package dev.thermograph.wal.archive;

import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Appends to a file through a buffer and digests what is appended. <b>Single-threaded.</b> */
final class ArchiveOutput {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final SegmentFile file;
  private final MessageDigest digest = Digests.sha256();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private long writtenBytes;

  ArchiveOutput(SegmentFile file) {
    this.file = file;
  }

  /** Appends all remaining bytes. */
  void put(ByteBuffer source) throws IOException {
    digest.update(source.duplicate());
    while (source.hasRemaining()) {
      int count = Math.min(source.remaining(), buffer.remaining());
      buffer.put(source.slice(source.position(), count));
      source.position(source.position() + count);
      if (!buffer.hasRemaining()) {
        flush();
      }
    }
  }

  /** Hands everything to the file; nothing is synced. */
  void flush() throws IOException {
    buffer.flip();
    int count = buffer.remaining();
    file.writeFully(buffer, writtenBytes);
    writtenBytes += count;
    buffer.clear();
  }

  /** Count of bytes appended. */
  long lengthBytes() {
    return writtenBytes + buffer.position();
  }

  /** SHA-256 of everything appended; may be asked once. */
  byte[] digest() {
    return digest.digest();
  }
}
