package dev.thermograph.wal.format.v1;

import java.nio.ByteBuffer;

/**
 * Payload of a START frame, little-endian.
 *
 * <pre>
 *  0             8                16
 *  +-------------+----------------+
 *  | previousEnd | releasedBefore |
 *  +-------------+----------------+
 *    i64           i64
 * </pre>
 *
 * {@code previousEnd} is the packed position at which the log before this segment ends, 0 for the
 * first segment of a directory. {@code releasedBefore} is the lowest segment number that was not
 * released when this segment came into use.
 */
public final class SegmentStartLayout {
  /** Epoch of the START that a file is given with a new header: no segment has it. */
  public static final long BLANK_EPOCH = 0;

  /** {@code syncedUpTo} of that START: before every position. */
  public static final long BLANK_END = -1;

  private static final int PREVIOUS_END_OFFSET = 0;
  private static final int RELEASED_BEFORE_OFFSET = PREVIOUS_END_OFFSET + Long.BYTES;

  /** Length of the payload. */
  public static final int PAYLOAD_BYTES = RELEASED_BEFORE_OFFSET + Long.BYTES;

  private SegmentStartLayout() {}

  /** Writes the payload at {@code at} of a little-endian buffer. */
  public static void put(ByteBuffer buffer, int at, long previousEnd, long releasedBefore) {
    buffer.putLong(at + PREVIOUS_END_OFFSET, previousEnd);
    buffer.putLong(at + RELEASED_BEFORE_OFFSET, releasedBefore);
  }

  /** Packed position at which the log before this segment ends, or 0. */
  public static long previousEnd(ByteBuffer buffer, int at) {
    return buffer.getLong(at + PREVIOUS_END_OFFSET);
  }

  /** Lowest segment number that was not released. */
  public static long releasedBefore(ByteBuffer buffer, int at) {
    return buffer.getLong(at + RELEASED_BEFORE_OFFSET);
  }
}
