package dev.thermograph.wal.recovery;

import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import dev.thermograph.wal.segment.SegmentFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Tells a segment in which no frame was ever written. Stateless. */
final class Blank {
  private static final int WINDOW_BYTES = 64 * 1024;

  private Blank() {}

  /** True when only zeros stand behind the header. Cost: reads up to the first other byte. */
  static boolean behindHeader(SegmentFile file) throws IOException {
    ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);
    ByteBuffer zeros = ByteBuffer.allocate(WINDOW_BYTES);
    long offset = SegmentHeaderLayout.HEADER_BYTES;
    int read = file.readFully(window, offset);
    while (read > 0) {
      if (!window.flip().equals(zeros.clear().limit(read))) {
        return false;
      }
      offset += read;
      read = file.readFully(window.clear(), offset);
    }
    return true;
  }
}
