package dev.thermograph.wal.segment;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one file in memory, shared by all handles on it.
 *
 * <p>A list of chunks; one that was never written with anything but zeros is absent and reads as
 * zeros. <b>Thread-safe:</b> all methods synchronise on the instance.
 */
final class MemoryContent {
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final ByteBuffer ZEROS = ByteBuffer.allocate(CHUNK_BYTES).asReadOnlyBuffer();

  private byte[] @Nullable [] chunks = new byte[4][];
  private long lengthBytes;

  synchronized long lengthBytes() {
    return lengthBytes;
  }

  /** Takes all remaining bytes; a gap before {@code offset} reads as zeros. */
  synchronized int write(ByteBuffer source, long offset) {
    int total = source.remaining();
    long at = offset;
    while (source.hasRemaining()) {
      int within = (int) (at % CHUNK_BYTES);
      int count = Math.min(source.remaining(), CHUNK_BYTES - within);
      put(source, Math.toIntExact(at / CHUNK_BYTES), within, count);
      at += count;
    }
    if (total > 0) {
      lengthBytes = Math.max(lengthBytes, at);
    }
    return total;
  }

  /** Fills the target as far as the file goes, or returns -1 at or past its end. */
  synchronized int read(ByteBuffer target, long offset) {
    if (!target.hasRemaining()) {
      return 0;
    }
    if (offset >= lengthBytes) {
      return -1;
    }
    int total = (int) Math.min(target.remaining(), lengthBytes - offset);
    long at = offset;
    for (int left = total; left > 0; ) {
      int within = (int) (at % CHUNK_BYTES);
      int count = Math.min(left, CHUNK_BYTES - within);
      get(target, (int) (at / CHUNK_BYTES), within, count);
      at += count;
      left -= count;
    }
    return total;
  }

  private void put(ByteBuffer source, int chunkIndex, int within, int count) {
    byte[] chunk = chunkIndex < chunks.length ? chunks[chunkIndex] : null;
    if (chunk == null) {
      if (isZero(source, count)) {
        source.position(source.position() + count);
        return;
      }
      if (chunkIndex >= chunks.length) {
        chunks = Arrays.copyOf(chunks, Math.max(chunkIndex + 1, 2 * chunks.length));
      }
      chunk = new byte[CHUNK_BYTES];
      chunks[chunkIndex] = chunk;
    }
    source.get(chunk, within, count);
  }

  private void get(ByteBuffer target, int chunkIndex, int within, int count) {
    byte[] chunk = chunkIndex < chunks.length ? chunks[chunkIndex] : null;
    if (chunk != null) {
      target.put(chunk, within, count);
    } else {
      target.put(target.position(), ZEROS, 0, count).position(target.position() + count);
    }
  }

  private static boolean isZero(ByteBuffer source, int count) {
    ByteBuffer looked = source.slice(source.position(), count);
    return looked.mismatch(ZEROS.slice(0, count)) < 0;
  }
}
