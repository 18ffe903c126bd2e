package dev.thermograph.wal.format.v1;

import java.nio.ByteBuffer;

/**
 * Payload of a RELEASE frame, little-endian.
 *
 * <pre>
 *  0                8
 *  +----------------+
 *  | releasedBefore |
 *  +----------------+
 *    i64
 * </pre>
 *
 * Segments with a number below {@code releasedBefore} are not part of the log any more.
 */
public final class ReleaseLayout {
  private static final int RELEASED_BEFORE_OFFSET = 0;

  /** Length of the payload. */
  public static final int PAYLOAD_BYTES = RELEASED_BEFORE_OFFSET + Long.BYTES;

  private ReleaseLayout() {}

  /** Writes the payload at {@code at} of a little-endian buffer. */
  public static void put(ByteBuffer buffer, int at, long releasedBefore) {
    buffer.putLong(at + RELEASED_BEFORE_OFFSET, releasedBefore);
  }

  /** Lowest segment number that is still part of the log. */
  public static long releasedBefore(ByteBuffer buffer, int at) {
    return buffer.getLong(at + RELEASED_BEFORE_OFFSET);
  }
}
