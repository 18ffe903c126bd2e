package dev.thermograph.wal.recovery;

import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Compares two files. Stateless. */
final class SameBytes {
  private static final int CHUNK_BYTES = 256 * 1024;

  private SameBytes() {}

  /** True when both files hold the same bytes from their start up to an offset. */
  static boolean upTo(int endOffset, SegmentFile a, SegmentFile b) throws IOException {
    ByteBuffer fromA = ByteBuffer.allocateDirect(Math.min(CHUNK_BYTES, endOffset));
    ByteBuffer fromB = ByteBuffer.allocateDirect(fromA.capacity());
    for (int offset = 0; offset < endOffset; offset += CHUNK_BYTES) {
      int bytes = Math.min(fromA.capacity(), endOffset - offset);
      a.readFully(fromA.limit(bytes).position(0), offset);
      b.readFully(fromB.limit(bytes).position(0), offset);
      if (!fromA.flip().equals(fromB.flip())) {
        return false;
      }
    }
    return true;
  }
}
