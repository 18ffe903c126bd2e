package dev.thermograph.wal.segment;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One open file of a log directory, addressed by offset.
 *
 * <p>Single-threaded unless an implementation says more: one thread at a time may write. Reads may
 * come from another thread while one writes; they then see each byte old or new.
 */
public interface SegmentFile extends AutoCloseable {

  /** The file's name inside its directory. */
  String name();

  /** Current length in bytes. */
  long lengthBytes() throws IOException;

  /**
   * Writes the remaining bytes of {@code source} at {@code offset}. May write fewer (a short
   * write); the source's position moves by the count returned.
   *
   * @return the count of bytes written, at least 1 when anything remained
   */
  int write(ByteBuffer source, long offset) throws IOException;

  /**
   * Reads into {@code target} from {@code offset}. May read fewer than remain.
   *
   * @return the count of bytes read, or -1 when {@code offset} is at or past the end
   */
  int read(ByteBuffer target, long offset) throws IOException;

  /**
   * Makes all earlier writes to this file survive a power cut (fdatasync). After a failure nothing
   * may be assumed of the earlier writes, and a later success proves nothing either.
   */
  void sync() throws IOException;

  /** Like {@link #sync()} and also the file's own metadata, its length above all (fsync). */
  void syncWithMetadata() throws IOException;

  /** Idempotent; does not sync. */
  @Override
  void close();

  /** Writes all remaining bytes, continuing after short writes. */
  default void writeFully(ByteBuffer source, long offset) throws IOException {
    long at = offset;
    while (source.hasRemaining()) {
      int written = write(source, at);
      if (written <= 0) {
        throw new IOException(
            "file took no bytes: file=" + name() + " offset=" + at + " left=" + source.remaining());
      }
      at += written;
    }
  }

  /**
   * Reads until {@code target} is full or the file ends.
   *
   * @return the count of bytes read, 0 at or past the end
   */
  default int readFully(ByteBuffer target, long offset) throws IOException {
    int total = 0;
    while (target.hasRemaining()) {
      int read = read(target, offset + total);
      if (read < 0) {
        return total;
      }
      total += read;
    }
    return total;
  }
}
