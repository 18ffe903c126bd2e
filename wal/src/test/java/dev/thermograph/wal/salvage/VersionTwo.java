package dev.thermograph.wal.salvage;

import dev.thermograph.wal.format.v1.SegmentHeaderLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** A valid header of a version that does not exist yet. */
final class VersionTwo {
  private static final int VERSION_OFFSET = 8;
  private static final int CRC_OFFSET = 12;

  private VersionTwo() {}

  static byte[] of(byte[] header) {
    byte[] changed = header.clone();
    ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(VERSION_OFFSET, SegmentHeaderLayout.VERSION + 1).putInt(CRC_OFFSET, 0);
    CRC32C crc = new CRC32C();
    crc.update(changed);
    buffer.putInt(CRC_OFFSET, (int) crc.getValue());
    return changed;
  }
}
