package dev.thermograph.wal.format.v1;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Header blocks that no build writes, for tests. */
public final class Headers {
  private Headers() {}

  /** The block with another version and the checksum that fits it. */
  public static ByteBuffer withVersion(ByteBuffer block, int version) {
    block.putInt(8, version);
    block.putInt(12, 0);
    CRC32C crc = new CRC32C();
    crc.update(block.duplicate().limit(SegmentHeaderLayout.HEADER_BYTES).position(0));
    return block.putInt(12, (int) crc.getValue());
  }
}
