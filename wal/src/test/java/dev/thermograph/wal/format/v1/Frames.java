package dev.thermograph.wal.format.v1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Frames that no build writes, for tests. */
public final class Frames {
  private Frames() {}

  /** A copy whose first frame has another {@code syncedUpTo} and the checksum that fits. */
  public static byte[] reseal(byte[] bytes, long syncedUpTo) {
    byte[] result = bytes.clone();
    ByteBuffer copy = ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN);
    FrameLayout.stamp(copy, 0, FrameLayout.epoch(copy, 0), syncedUpTo);
    FrameLayout.seal(copy, copy.duplicate(), 0, new CRC32C());
    return result;
  }
}
