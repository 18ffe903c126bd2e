package dev.thermograph.wal.format.v1;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes of one frame, little-endian, starting at a multiple of 8.
 *
 * <pre>
 *  0       4        8       16         24           32          40       44     45           46           48
 *  +-------+--------+-------+----------+------------+-----------+--------+------+------------+------------+---------+-------+
 *  | crc   | length | epoch | sequence | syncedUpTo | timestamp | tenant | type | recordType | keyVersion | payload | zeros |
 *  +-------+--------+-------+----------+------------+-----------+--------+------+------------+------------+---------+-------+
 *    u32     u32      i64     i64        i64          i64 µs      i32      u8     u8           u16          length    to 8
 * </pre>
 *
 * The CRC-32C covers every byte after itself, up to the next multiple of 8. {@code length} is the
 * payload's; {@code syncedUpTo} and the rules of validity are explained in docs/formats/wal-v1.md.
 *
 * <p>Hot path: static methods on a little-endian buffer, no allocation. All offsets of the format
 * are here and nowhere else.
 */
public final class FrameLayout {
  /** Unit of syncing: a group of frames that is synced ends at a multiple of this. */
  public static final int BLOCK_BYTES = 4096;

  /** Frames start at multiples of this. */
  public static final int ALIGNMENT_BYTES = 8;

  /** Largest payload that a version 1 reader accepts: it bounds what a damaged length can cost. */
  public static final int PAYLOAD_BYTES_MAX = 48 << 20;

  private static final int CRC_OFFSET = 0;
  private static final int LENGTH_OFFSET = CRC_OFFSET + Integer.BYTES;
  private static final int EPOCH_OFFSET = LENGTH_OFFSET + Integer.BYTES;
  private static final int SEQUENCE_OFFSET = EPOCH_OFFSET + Long.BYTES;
  private static final int SYNCED_UP_TO_OFFSET = SEQUENCE_OFFSET + Long.BYTES;
  private static final int TIMESTAMP_OFFSET = SYNCED_UP_TO_OFFSET + Long.BYTES;
  private static final int TENANT_OFFSET = TIMESTAMP_OFFSET + Long.BYTES;
  private static final int TYPE_OFFSET = TENANT_OFFSET + Integer.BYTES;
  private static final int RECORD_TYPE_OFFSET = TYPE_OFFSET + Byte.BYTES;
  private static final int KEY_VERSION_OFFSET = RECORD_TYPE_OFFSET + Byte.BYTES;

  /** Bytes before the payload. */
  public static final int HEADER_BYTES = KEY_VERSION_OFFSET + Short.BYTES;

  /** Where the bytes that authenticate an encrypted payload begin; they end with the header. */
  public static final int AUTHENTICATED_OFFSET = LENGTH_OFFSET;

  private FrameLayout() {}

  /** Bytes a frame takes in the file, its zeros to the next multiple of 8 included. */
  public static int frameBytes(int payloadBytes) {
    return alignUp(HEADER_BYTES + payloadBytes, ALIGNMENT_BYTES);
  }

  /** The smallest multiple of {@code unit} (a power of two) that is not below {@code value}. */
  public static int alignUp(int value, int unit) {
    return (value + unit - 1) & -unit;
  }

  /**
   * Writes the header fields that are known when a record is appended, and the zeros behind the
   * payload. {@link #seal} adds the rest.
   */
  public static void putHeader(
      ByteBuffer buffer,
      int at,
      FrameType type,
      int payloadBytes,
      long sequence,
      long timestampMicros,
      int tenant,
      byte recordType,
      int keyVersion) {
    buffer.putInt(at + LENGTH_OFFSET, payloadBytes);
    buffer.putLong(at + SEQUENCE_OFFSET, sequence);
    buffer.putLong(at + TIMESTAMP_OFFSET, timestampMicros);
    buffer.putInt(at + TENANT_OFFSET, tenant);
    buffer.put(at + TYPE_OFFSET, type.code());
    buffer.put(at + RECORD_TYPE_OFFSET, recordType);
    buffer.putShort(at + KEY_VERSION_OFFSET, (short) keyVersion);
    int end = at + frameBytes(payloadBytes);
    for (int zero = at + HEADER_BYTES + payloadBytes; zero < end; zero++) {
      buffer.put(zero, (byte) 0);
    }
  }

  /** Stamps where and when the frame is written; the CRC is still to come. */
  public static void stamp(ByteBuffer buffer, int at, long epoch, long syncedUpTo) {
    buffer.putLong(at + EPOCH_OFFSET, epoch);
    buffer.putLong(at + SYNCED_UP_TO_OFFSET, syncedUpTo);
  }

  /**
   * Computes and stores the CRC; nothing of the frame may change afterwards.
   *
   * @param view a duplicate of {@code buffer} whose position and limit this call may move
   */
  public static void seal(ByteBuffer buffer, ByteBuffer view, int at, CRC32C crc) {
    buffer.putInt(at + CRC_OFFSET, computeCrc(view, at, frameBytes(length(buffer, at)), crc));
  }

  /** True when the stored CRC is that of the frame's bytes; the length must have been checked. */
  public static boolean crcMatches(ByteBuffer buffer, ByteBuffer view, int at, CRC32C crc) {
    int computed = computeCrc(view, at, frameBytes(length(buffer, at)), crc);
    return computed == buffer.getInt(at + CRC_OFFSET);
  }

  private static int computeCrc(ByteBuffer view, int at, int frameBytes, CRC32C crc) {
    view.limit(at + frameBytes).position(at + LENGTH_OFFSET);
    crc.reset();
    crc.update(view);
    return (int) crc.getValue();
  }

  /** Payload length in bytes as stored: from an unchecked frame it can be any int. */
  public static int length(ByteBuffer buffer, int at) {
    return buffer.getInt(at + LENGTH_OFFSET);
  }

  /** The epoch of the segment use that the frame was written in. */
  public static long epoch(ByteBuffer buffer, int at) {
    return buffer.getLong(at + EPOCH_OFFSET);
  }

  /** The frame's own sequence (DATA, VOID), else the last one before it. */
  public static long sequence(ByteBuffer buffer, int at) {
    return buffer.getLong(at + SEQUENCE_OFFSET);
  }

  /** Packed position below which all was durable when this frame was written. */
  public static long syncedUpTo(ByteBuffer buffer, int at) {
    return buffer.getLong(at + SYNCED_UP_TO_OFFSET);
  }

  /** Commit time in microseconds since 1970-01-01T00:00Z. */
  public static long timestampMicros(ByteBuffer buffer, int at) {
    return buffer.getLong(at + TIMESTAMP_OFFSET);
  }

  /** Number of the tenant the record belongs to; 0 in frames of the log itself. */
  public static int tenant(ByteBuffer buffer, int at) {
    return buffer.getInt(at + TENANT_OFFSET);
  }

  /** Code of the {@link FrameType}. */
  public static byte type(ByteBuffer buffer, int at) {
    return buffer.get(at + TYPE_OFFSET);
  }

  /** What the appender says the payload is; the log does not look at it. */
  public static byte recordType(ByteBuffer buffer, int at) {
    return buffer.get(at + RECORD_TYPE_OFFSET);
  }

  /** Version of the tenant's key, 1..65535, or 0 for a plain payload. */
  public static int keyVersion(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at + KEY_VERSION_OFFSET));
  }
}
