package dev.thermograph.wal.format.v1;

import dev.thermograph.wal.format.v1.SegmentHeaderLayout.Verdict;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One sealed segment as an archive file, little-endian: header, frames, footer, tail.
 *
 * <pre>
 *  header
 *  0       8         12    16          24         32              40            48               56
 *  +-------+---------+-----+-----------+----------+---------------+-------------+----------------+
 *  | magic | version | crc | logIdHigh | logIdLow | segmentNumber | previousEnd | releasedBefore |
 *  +-------+---------+-----+-----------+----------+---------------+-------------+----------------+
 *    i64     u32       u32   i64         i64        i64             i64           i64
 *
 *  56                 64             72                    80                   88      96     128
 *  +------------------+--------------+---------------------+--------------------+-------+------+----------------+
 *  | previousSequence | lastSequence | firstTimestamp      | lastTimestamp      | epoch | salt | previousDigest | 160
 *  +------------------+--------------+---------------------+--------------------+-------+------+----------------+
 *    i64                i64            i64 µs                i64 µs               i64     32 B   32 B
 *
 *  frames: the segment's DATA and VOID frames (FrameLayout), byte for byte, in order, without gaps
 *
 *  footer: varints, seven bits each, low ones first, at most five bytes
 *  +-------------+-------------------------------------------------------------------------------------+
 *  | tenantCount | per tenant, ascending: tenantDelta | recordCount | listBytes | offsetDelta / 8  ... |
 *  +-------------+-------------------------------------------------------------------------------------+
 *
 *  tail
 *  0              8             16           24            32          36       68        72      80
 *  +--------------+-------------+------------+-------------+-----------+--------+---------+-------+
 *  | footerOffset | footerBytes | frameCount | recordCount | footerCrc | digest | tailCrc | magic |
 *  +--------------+-------------+------------+-------------+-----------+--------+---------+-------+
 *    i64            i64           i64          i64           u32         32 B     u32       i64
 * </pre>
 *
 * {@code tenantDelta} and {@code offsetDelta} are differences to the one before, 0 before the
 * first; an offset is that of a DATA frame of the tenant in this file.
 *
 * <p>Valid if and only if: both magics match; the version is 1; the header's CRC-32C, taken with
 * the CRC field as zero, matches, and the tail's over everything in the tail before itself; header,
 * frames, footer and tail fill the file; the footer's CRC-32C matches and each of its lists is in
 * order and inside the frames; the frames are valid under the header's epoch, are DATA or VOID,
 * continue one chain (FrameChain) from {@code previousSequence} to {@code lastSequence}, and are as
 * many as the tail says; the footer lists exactly the DATA frames; the digest is the SHA-256 of
 * everything before itself.
 *
 * <p>The digest is a cryptographic one, and each header repeats that of the file before, for one
 * reason: who keeps the newest digest elsewhere holds the proof of the whole history. A checksum
 * finds accidents as well, but anyone can make an edited file match it.
 */
public final class ArchiveLayout {
  /** "TGWALARC" in ASCII. */
  public static final long MAGIC = 0x4352414c_41574754L;

  /** "TGWALEND" in ASCII, the last bytes of the file. */
  public static final long TAIL_MAGIC = 0x444e454c_41574754L;

  /** The version that this package reads and writes. */
  public static final int VERSION = 1;

  /** Length of a SHA-256. */
  public static final int DIGEST_BYTES = 32;

  /** Longest varint. */
  public static final int VARINT_BYTES_MAX = 5;

  /** What a varint holds in each byte. */
  public static final int VARINT_BITS = 7;

  private static final int VARINT_MORE = 1 << VARINT_BITS;

  private static final int MAGIC_OFFSET = 0;
  private static final int VERSION_OFFSET = MAGIC_OFFSET + Long.BYTES;
  private static final int CRC_OFFSET = VERSION_OFFSET + Integer.BYTES;
  private static final int LOG_ID_HIGH_OFFSET = CRC_OFFSET + Integer.BYTES;
  private static final int LOG_ID_LOW_OFFSET = LOG_ID_HIGH_OFFSET + Long.BYTES;
  private static final int SEGMENT_NUMBER_OFFSET = LOG_ID_LOW_OFFSET + Long.BYTES;
  private static final int PREVIOUS_END_OFFSET = SEGMENT_NUMBER_OFFSET + Long.BYTES;
  private static final int RELEASED_BEFORE_OFFSET = PREVIOUS_END_OFFSET + Long.BYTES;
  private static final int PREVIOUS_SEQUENCE_OFFSET = RELEASED_BEFORE_OFFSET + Long.BYTES;
  private static final int LAST_SEQUENCE_OFFSET = PREVIOUS_SEQUENCE_OFFSET + Long.BYTES;
  private static final int FIRST_TIMESTAMP_OFFSET = LAST_SEQUENCE_OFFSET + Long.BYTES;
  private static final int LAST_TIMESTAMP_OFFSET = FIRST_TIMESTAMP_OFFSET + Long.BYTES;
  private static final int EPOCH_OFFSET = LAST_TIMESTAMP_OFFSET + Long.BYTES;
  private static final int SALT_OFFSET = EPOCH_OFFSET + Long.BYTES;
  private static final int PREVIOUS_DIGEST_OFFSET = SALT_OFFSET + SegmentHeaderLayout.SALT_BYTES;

  /** Bytes of the header; the first frame stands behind it. */
  public static final int HEADER_BYTES = PREVIOUS_DIGEST_OFFSET + DIGEST_BYTES;

  private static final int FOOTER_OFFSET_OFFSET = 0;
  private static final int FOOTER_BYTES_OFFSET = FOOTER_OFFSET_OFFSET + Long.BYTES;
  private static final int FRAME_COUNT_OFFSET = FOOTER_BYTES_OFFSET + Long.BYTES;
  private static final int RECORD_COUNT_OFFSET = FRAME_COUNT_OFFSET + Long.BYTES;
  private static final int FOOTER_CRC_OFFSET = RECORD_COUNT_OFFSET + Long.BYTES;

  /** Where in the tail the digest stands: it covers everything before. */
  public static final int DIGEST_OFFSET = FOOTER_CRC_OFFSET + Integer.BYTES;

  private static final int TAIL_CRC_OFFSET = DIGEST_OFFSET + DIGEST_BYTES;
  private static final int TAIL_MAGIC_OFFSET = TAIL_CRC_OFFSET + Integer.BYTES;

  /** Bytes of the tail. */
  public static final int TAIL_BYTES = TAIL_MAGIC_OFFSET + Long.BYTES;

  private ArchiveLayout() {}

  /** Writes {@code header} at the start of a little-endian buffer. */
  public static void putHeader(ByteBuffer buffer, ArchiveHeader header) {
    buffer.putLong(MAGIC_OFFSET, MAGIC);
    buffer.putInt(VERSION_OFFSET, VERSION);
    buffer.putLong(LOG_ID_HIGH_OFFSET, header.logIdHigh());
    buffer.putLong(LOG_ID_LOW_OFFSET, header.logIdLow());
    buffer.putLong(SEGMENT_NUMBER_OFFSET, header.segmentNumber());
    buffer.putLong(PREVIOUS_END_OFFSET, header.previousEnd());
    buffer.putLong(RELEASED_BEFORE_OFFSET, header.releasedBefore());
    buffer.putLong(PREVIOUS_SEQUENCE_OFFSET, header.previousSequence());
    buffer.putLong(LAST_SEQUENCE_OFFSET, header.lastSequence());
    buffer.putLong(FIRST_TIMESTAMP_OFFSET, header.firstTimestampMicros());
    buffer.putLong(LAST_TIMESTAMP_OFFSET, header.lastTimestampMicros());
    buffer.putLong(EPOCH_OFFSET, header.epoch());
    buffer.put(SALT_OFFSET, header.salt(), 0, SegmentHeaderLayout.SALT_BYTES);
    buffer.put(PREVIOUS_DIGEST_OFFSET, header.previousDigest(), 0, DIGEST_BYTES);
    buffer.putInt(CRC_OFFSET, headerCrc(buffer));
  }

  /** Judges the {@link #HEADER_BYTES} read from the start of a file. */
  public static Verdict judgeHeader(ByteBuffer buffer) {
    if (buffer.getLong(MAGIC_OFFSET) != MAGIC) {
      return Verdict.FOREIGN;
    }
    if (buffer.getInt(CRC_OFFSET) != headerCrc(buffer)) {
      return Verdict.DAMAGED;
    }
    return buffer.getInt(VERSION_OFFSET) == VERSION ? Verdict.VALID : Verdict.UNKNOWN_VERSION;
  }

  /** Reads a header that {@link #judgeHeader} found valid. */
  public static ArchiveHeader header(ByteBuffer buffer) {
    return new ArchiveHeader(
        buffer.getLong(LOG_ID_HIGH_OFFSET),
        buffer.getLong(LOG_ID_LOW_OFFSET),
        buffer.getLong(SEGMENT_NUMBER_OFFSET),
        buffer.getLong(PREVIOUS_END_OFFSET),
        buffer.getLong(RELEASED_BEFORE_OFFSET),
        buffer.getLong(PREVIOUS_SEQUENCE_OFFSET),
        buffer.getLong(LAST_SEQUENCE_OFFSET),
        buffer.getLong(FIRST_TIMESTAMP_OFFSET),
        buffer.getLong(LAST_TIMESTAMP_OFFSET),
        buffer.getLong(EPOCH_OFFSET),
        bytes(buffer, SALT_OFFSET, SegmentHeaderLayout.SALT_BYTES),
        bytes(buffer, PREVIOUS_DIGEST_OFFSET, DIGEST_BYTES));
  }

  /**
   * Writes the tail's counts, all that its digest covers; {@link #putDigest} completes it.
   *
   * @param buffer little-endian, the tail's bytes and nothing else
   */
  public static void putCounts(
      ByteBuffer buffer,
      long footerOffset,
      long footerBytes,
      long frameCount,
      long recordCount,
      int footerCrc) {
    buffer.putLong(FOOTER_OFFSET_OFFSET, footerOffset);
    buffer.putLong(FOOTER_BYTES_OFFSET, footerBytes);
    buffer.putLong(FRAME_COUNT_OFFSET, frameCount);
    buffer.putLong(RECORD_COUNT_OFFSET, recordCount);
    buffer.putInt(FOOTER_CRC_OFFSET, footerCrc);
  }

  /** Completes a tail. */
  public static void putDigest(ByteBuffer buffer, byte[] digest) {
    buffer.put(DIGEST_OFFSET, digest, 0, DIGEST_BYTES);
    buffer.putInt(TAIL_CRC_OFFSET, crc(buffer, 0, TAIL_CRC_OFFSET));
    buffer.putLong(TAIL_MAGIC_OFFSET, TAIL_MAGIC);
  }

  /**
   * True when the {@link #TAIL_BYTES} read from the end of a file are a tail and its counts fit the
   * file's length.
   */
  public static boolean isTail(ByteBuffer buffer, long fileBytes) {
    if (buffer.getLong(TAIL_MAGIC_OFFSET) != TAIL_MAGIC
        || buffer.getInt(TAIL_CRC_OFFSET) != crc(buffer, 0, TAIL_CRC_OFFSET)) {
      return false;
    }
    long footerOffset = buffer.getLong(FOOTER_OFFSET_OFFSET);
    long footerBytes = buffer.getLong(FOOTER_BYTES_OFFSET);
    return footerOffset >= HEADER_BYTES
        && footerOffset <= HEADER_BYTES + (long) SegmentHeaderLayout.SEGMENT_BYTES_MAX
        && footerBytes >= 1
        && footerBytes == fileBytes - TAIL_BYTES - footerOffset;
  }

  /** Reads a tail that {@link #isTail} found valid. */
  public static ArchiveTail tail(ByteBuffer buffer) {
    return new ArchiveTail(
        buffer.getLong(FOOTER_OFFSET_OFFSET),
        buffer.getLong(FOOTER_BYTES_OFFSET),
        buffer.getLong(FRAME_COUNT_OFFSET),
        buffer.getLong(RECORD_COUNT_OFFSET),
        buffer.getInt(FOOTER_CRC_OFFSET),
        bytes(buffer, DIGEST_OFFSET, DIGEST_BYTES));
  }

  /**
   * Writes a value that is not negative as a varint.
   *
   * @return the index behind it
   */
  public static int putVarint(byte[] target, int at, int value) {
    int next = at;
    int left = value;
    while (left >= VARINT_MORE) {
      target[next++] = (byte) (left | VARINT_MORE);
      left >>>= VARINT_BITS;
    }
    target[next++] = (byte) left;
    return next;
  }

  /** True when another byte of the same varint follows this one. */
  public static boolean hasMore(byte varintByte) {
    return varintByte < 0;
  }

  /** The bits that one byte of a varint carries, in their place. */
  public static long bits(byte varintByte, int index) {
    return (long) (varintByte & (VARINT_MORE - 1)) << (VARINT_BITS * index);
  }

  private static int headerCrc(ByteBuffer buffer) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.duplicate().limit(CRC_OFFSET).position(0));
    crc.update(new byte[Integer.BYTES]);
    crc.update(buffer.duplicate().limit(HEADER_BYTES).position(CRC_OFFSET + Integer.BYTES));
    return (int) crc.getValue();
  }

  private static int crc(ByteBuffer buffer, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.duplicate().limit(to).position(from));
    return (int) crc.getValue();
  }

  private static byte[] bytes(ByteBuffer buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.get(offset, bytes);
    return bytes;
  }
}
