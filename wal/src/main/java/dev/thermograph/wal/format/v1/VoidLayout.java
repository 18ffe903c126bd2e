package dev.thermograph.wal.format.v1;

import java.nio.ByteBuffer;

/**
 * Payload of a VOID frame, little-endian.
 *
 * <pre>
 *  0                  8
 *  +------------------+
 *  | previousSequence |
 *  +------------------+
 *    i64
 * </pre>
 *
 * The sequences above {@code previousSequence}, up to the frame's own, never happened. Without it a
 * VOID would also cover up for records that got lost before it.
 */
public final class VoidLayout {
  private static final int PREVIOUS_SEQUENCE_OFFSET = 0;

  /** Length of the payload. */
  public static final int PAYLOAD_BYTES = PREVIOUS_SEQUENCE_OFFSET + Long.BYTES;

  private VoidLayout() {}

  /** Writes the payload at {@code at} of a little-endian buffer. */
  public static void put(ByteBuffer buffer, int at, long previousSequence) {
    buffer.putLong(at + PREVIOUS_SEQUENCE_OFFSET, previousSequence);
  }

  /** Last sequence before the voided ones. */
  public static long previousSequence(ByteBuffer buffer, int at) {
    return buffer.getLong(at + PREVIOUS_SEQUENCE_OFFSET);
  }
}
