package dev.thermograph.wal.format.v1;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The first block of a segment file, little-endian.
 *
 * <pre>
 *  0       8         12     16         24        32              40             48      56     88        4096
 *  +-------+---------+------+----------+---------+---------------+--------------+-------+------+---------+
 *  | magic | version | crc  | logIdHigh| logIdLow| segmentNumber | segmentBytes | epoch | salt | zeros   |
 *  +-------+---------+------+----------+---------+---------------+--------------+-------+------+---------+
 *    i64     u32       u32    i64        i64       i64             i64            i64     32 B
 * </pre>
 *
 * Valid if and only if: the magic matches; the version is 1; the CRC-32C of the whole block, taken
 * with the CRC field as zero, matches; the segment length is a multiple of the block, at least
 * {@link #SEGMENT_BYTES_MIN}; the epoch is not 0.
 */
public final class SegmentHeaderLayout {
  /** "TGWALSEG" in ASCII. */
  public static final long MAGIC = 0x4745534c_41574754L;

  /** The version that this package reads and writes. */
  public static final int VERSION = 1;

  /** Bytes of the header: one block. */
  public static final int HEADER_BYTES = FrameLayout.BLOCK_BYTES;

  /** Offset of the first frame. */
  public static final int FIRST_FRAME_OFFSET = HEADER_BYTES;

  /** Length of the salt. */
  public static final int SALT_BYTES = 32;

  /** Smallest segment: header, START, one data block, SEAL. */
  public static final int SEGMENT_BYTES_MIN = 4 * FrameLayout.BLOCK_BYTES;

  /** Largest segment, 1 GiB. */
  public static final int SEGMENT_BYTES_MAX = 1 << 30;

  private static final int MAGIC_OFFSET = 0;
  private static final int VERSION_OFFSET = MAGIC_OFFSET + Long.BYTES;
  private static final int CRC_OFFSET = VERSION_OFFSET + Integer.BYTES;
  private static final int LOG_ID_HIGH_OFFSET = CRC_OFFSET + Integer.BYTES;
  private static final int LOG_ID_LOW_OFFSET = LOG_ID_HIGH_OFFSET + Long.BYTES;
  private static final int SEGMENT_NUMBER_OFFSET = LOG_ID_LOW_OFFSET + Long.BYTES;
  private static final int SEGMENT_BYTES_OFFSET = SEGMENT_NUMBER_OFFSET + Long.BYTES;
  private static final int EPOCH_OFFSET = SEGMENT_BYTES_OFFSET + Long.BYTES;
  private static final int SALT_OFFSET = EPOCH_OFFSET + Long.BYTES;

  private SegmentHeaderLayout() {}

  /** What a block read from the start of a segment file turned out to be. */
  public enum Verdict {
    /** Valid in every respect. */
    VALID,
    /** The magic is not ours, and the rest does not say otherwise. */
    FOREIGN,
    /** The magic is ours, the version is not. */
    UNKNOWN_VERSION,
    /** It is ours and damaged. */
    DAMAGED
  }

  /** Writes {@code header} into the first block of a little-endian buffer. */
  public static void put(ByteBuffer block, SegmentHeader header) {
    for (int at = 0; at < HEADER_BYTES; at += Long.BYTES) {
      block.putLong(at, 0L);
    }
    block.putLong(MAGIC_OFFSET, MAGIC);
    block.putInt(VERSION_OFFSET, VERSION);
    block.putLong(LOG_ID_HIGH_OFFSET, header.logIdHigh());
    block.putLong(LOG_ID_LOW_OFFSET, header.logIdLow());
    block.putLong(SEGMENT_NUMBER_OFFSET, header.segmentNumber());
    block.putLong(SEGMENT_BYTES_OFFSET, header.segmentBytes());
    block.putLong(EPOCH_OFFSET, header.epoch());
    block.put(SALT_OFFSET, header.salt(), 0, SALT_BYTES);
    block.putInt(CRC_OFFSET, computeCrc(block));
  }

  /** Judges a block of {@link #HEADER_BYTES} read from a file. */
  public static Verdict judge(ByteBuffer block) {
    boolean crcMatches = block.getInt(CRC_OFFSET) == computeCrc(block);
    if (block.getLong(MAGIC_OFFSET) != MAGIC) {
      return crcMatches ? Verdict.DAMAGED : Verdict.FOREIGN;
    }
    if (block.getInt(VERSION_OFFSET) != VERSION) {
      return crcMatches ? Verdict.DAMAGED : Verdict.UNKNOWN_VERSION;
    }
    long segmentBytes = block.getLong(SEGMENT_BYTES_OFFSET);
    boolean lengthFits =
        segmentBytes >= SEGMENT_BYTES_MIN
            && segmentBytes <= SEGMENT_BYTES_MAX
            && segmentBytes % FrameLayout.BLOCK_BYTES == 0;
    boolean valid = crcMatches && lengthFits && block.getLong(EPOCH_OFFSET) != 0;
    return valid ? Verdict.VALID : Verdict.DAMAGED;
  }

  /** The version field of a block whose magic is ours. */
  public static int version(ByteBuffer block) {
    return block.getInt(VERSION_OFFSET);
  }

  /** Reads a block that {@link #judge} found valid. */
  public static SegmentHeader get(ByteBuffer block) {
    byte[] salt = new byte[SALT_BYTES];
    block.get(SALT_OFFSET, salt);
    return new SegmentHeader(
        block.getLong(LOG_ID_HIGH_OFFSET),
        block.getLong(LOG_ID_LOW_OFFSET),
        block.getLong(SEGMENT_NUMBER_OFFSET),
        (int) block.getLong(SEGMENT_BYTES_OFFSET),
        block.getLong(EPOCH_OFFSET),
        salt);
  }

  private static int computeCrc(ByteBuffer block) {
    CRC32C crc = new CRC32C();
    // Magic and version not as read: so damage to them is told from another file or version.
    updateLong(crc, MAGIC);
    updateInt(crc, VERSION);
    for (int zero = 0; zero < Integer.BYTES; zero++) {
      crc.update(0);
    }
    crc.update(block.duplicate().limit(HEADER_BYTES).position(CRC_OFFSET + Integer.BYTES));
    return (int) crc.getValue();
  }

  private static void updateInt(CRC32C crc, int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      crc.update(value >>> shift);
    }
  }

  private static void updateLong(CRC32C crc, long value) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      crc.update((int) (value >>> shift));
    }
  }
}
