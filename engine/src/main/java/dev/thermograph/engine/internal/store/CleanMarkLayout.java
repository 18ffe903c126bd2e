package dev.thermograph.engine.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The mark of a clean close, little-endian.
 *
 * <pre>
 *  0       8         12     16          20            24         32              36             40
 *  +-------+---------+------+-----------+-------------+----------+---------------+--------------+
 *  | magic | version | crc  | markBytes | extentCount | sequence | identityBytes | payloadBytes |
 *  +-------+---------+------+-----------+-------------+----------+---------------+--------------+
 *    i64     u32       u32    u32         u32           i64        u32             u32
 *  | identity, UTF-8 | payload | then per extent:
 *  +-------------+-------------+---------+-----------+-------------------+
 *  | regionBytes | regionCount | fileCrc | fileBytes | regionCount CRCs  |
 *  +-------------+-------------+---------+-----------+-------------------+
 *    u32           u32           u32       i64         u32 each
 * </pre>
 *
 * Valid if and only if: magic and version match; the file's length is {@code markBytes}; the
 * CRC-32C of the whole file, taken with the CRC field as zero, matches; every length lies in its
 * limits and they add up to the file's length.
 *
 * <p>The version also stands for the file format of the Chronicle Map used, {@link
 * #CHRONICLE_VERSION}: who changes that raises it.
 */
final class CleanMarkLayout {
  /** "TGXCLEAN" in ASCII. */
  static final long MAGIC = 0x4e41454c_43584754L;

  static final int VERSION = 1;

  /** The Chronicle Map whose files this version vouches for. */
  static final String CHRONICLE_VERSION = "2026.1";

  static final int EXTENT_COUNT_MAX = 4096;
  static final int REGION_COUNT_MAX = 1024;

  private static final int MAGIC_OFFSET = 0;
  private static final int VERSION_OFFSET = MAGIC_OFFSET + Long.BYTES;
  private static final int CRC_OFFSET = VERSION_OFFSET + Integer.BYTES;
  private static final int MARK_BYTES_OFFSET = CRC_OFFSET + Integer.BYTES;
  private static final int EXTENT_COUNT_OFFSET = MARK_BYTES_OFFSET + Integer.BYTES;
  private static final int SEQUENCE_OFFSET = EXTENT_COUNT_OFFSET + Integer.BYTES;
  private static final int IDENTITY_BYTES_OFFSET = SEQUENCE_OFFSET + Long.BYTES;
  private static final int PAYLOAD_BYTES_OFFSET = IDENTITY_BYTES_OFFSET + Integer.BYTES;
  private static final int HEADER_BYTES = PAYLOAD_BYTES_OFFSET + Integer.BYTES;
  private static final int EXTENT_BYTES = 3 * Integer.BYTES + Long.BYTES;

  /** Largest mark that can be valid. */
  static final int MARK_BYTES_MAX =
      HEADER_BYTES
          + CleanMark.IDENTITY_BYTES_MAX
          + CleanMark.PAYLOAD_BYTES_MAX
          + EXTENT_COUNT_MAX * (EXTENT_BYTES + REGION_COUNT_MAX * Integer.BYTES);

  private CleanMarkLayout() {}

  static ByteBuffer encode(CleanMark mark) {
    byte[] identity = mark.identity().getBytes(StandardCharsets.UTF_8);
    byte[] payload = mark.payload();
    int length = HEADER_BYTES + identity.length + payload.length;
    for (CleanMark.ExtentSum extent : mark.extents()) {
      length += EXTENT_BYTES + extent.regionCrcs().length * Integer.BYTES;
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(MAGIC).putInt(VERSION).putInt(0).putInt(length);
    bytes.putInt(mark.extents().size()).putLong(mark.sequence());
    bytes.putInt(identity.length).putInt(payload.length);
    bytes.put(identity).put(payload);
    mark.extents().forEach(extent -> putExtent(bytes, extent));
    bytes.putInt(CRC_OFFSET, computeCrc(bytes));
    return bytes.flip();
  }

  /** Reads a whole file; what is not valid is refused with the reason. */
  static CleanMark decode(ByteBuffer bytes) throws IOException {
    requireSealed(bytes);
    int extentCount = require("extentCount", bytes.getInt(EXTENT_COUNT_OFFSET), EXTENT_COUNT_MAX);
    int identityBytes =
        require("identityBytes", bytes.getInt(IDENTITY_BYTES_OFFSET), CleanMark.IDENTITY_BYTES_MAX);
    int payloadBytes =
        require("payloadBytes", bytes.getInt(PAYLOAD_BYTES_OFFSET), CleanMark.PAYLOAD_BYTES_MAX);
    bytes.position(HEADER_BYTES);
    String identity = new String(take(bytes, identityBytes), StandardCharsets.UTF_8);
    byte[] payload = take(bytes, payloadBytes);
    List<CleanMark.ExtentSum> extents = new ArrayList<>(extentCount);
    for (int extent = 0; extent < extentCount; extent++) {
      extents.add(takeExtent(bytes));
    }
    if (bytes.hasRemaining() || identity.isEmpty()) {
      throw new IOException("lengths do not add up: bytes left=" + bytes.remaining());
    }
    return new CleanMark(identity, bytes.getLong(SEQUENCE_OFFSET), payload, extents);
  }

  private static void requireSealed(ByteBuffer bytes) throws IOException {
    if (bytes.limit() < HEADER_BYTES || bytes.getLong(MAGIC_OFFSET) != MAGIC) {
      throw new IOException("not a mark");
    }
    if (bytes.getInt(VERSION_OFFSET) != VERSION) {
      throw new IOException("version is not ours: found=" + bytes.getInt(VERSION_OFFSET));
    }
    if (bytes.getInt(MARK_BYTES_OFFSET) != bytes.limit()) {
      throw new IOException(
          "length is not as sealed: found="
              + bytes.limit()
              + " sealed="
              + bytes.getInt(MARK_BYTES_OFFSET));
    }
    if (bytes.getInt(CRC_OFFSET) != computeCrc(bytes)) {
      throw new IOException("checksum does not match");
    }
  }

  private static void putExtent(ByteBuffer bytes, CleanMark.ExtentSum extent) {
    int[] crcs = extent.regionCrcs();
    bytes.putInt(extent.regionBytes()).putInt(crcs.length);
    bytes.putInt(extent.fileCrc()).putLong(extent.fileBytes());
    for (int crc : crcs) {
      bytes.putInt(crc);
    }
  }

  private static CleanMark.ExtentSum takeExtent(ByteBuffer bytes) throws IOException {
    requireRemaining(bytes, EXTENT_BYTES);
    int regionBytes = require("regionBytes", bytes.getInt(), ChronicleExtents.REGION_BYTES_MAX);
    int[] crcs = new int[require("regionCount", bytes.getInt(), REGION_COUNT_MAX)];
    int fileCrc = bytes.getInt();
    long fileBytes = bytes.getLong();
    requireRemaining(bytes, crcs.length * Integer.BYTES);
    for (int region = 0; region < crcs.length; region++) {
      crcs[region] = bytes.getInt();
    }
    return new CleanMark.ExtentSum(regionBytes, fileBytes, fileCrc, crcs);
  }

  private static byte[] take(ByteBuffer bytes, int length) throws IOException {
    requireRemaining(bytes, length);
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }

  private static void requireRemaining(ByteBuffer bytes, int length) throws IOException {
    if (bytes.remaining() < length) {
      throw new IOException("too short: needed=" + length + " left=" + bytes.remaining());
    }
  }

  private static int require(String name, int value, int max) throws IOException {
    if (value < 0 || value > max) {
      throw new IOException(name + " must be 0.." + max + ": " + value);
    }
    return value;
  }

  private static int computeCrc(ByteBuffer bytes) {
    ByteBuffer all = bytes.duplicate().clear().limit(bytes.getInt(MARK_BYTES_OFFSET));
    CRC32C crc = new CRC32C();
    crc.update(all.duplicate().limit(CRC_OFFSET));
    for (int zero = 0; zero < Integer.BYTES; zero++) {
      crc.update(0);
    }
    crc.update(all.position(CRC_OFFSET + Integer.BYTES));
    return (int) crc.getValue();
  }
}
