package dev.thermograph.engine.internal.registry;

import dev.thermograph.error.Messages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A file with the list of tenants as all events up to a sequence made it, little-endian.
 *
 * <pre>
 *  0       8         12    16          20            24         32        40       48           52
 *  +-------+---------+-----+-----------+-------------+----------+---------+--------+------------+
 *  | magic | version | crc | fileBytes | tenantCount | sequence | logHigh | logLow | nextNumber |
 *  +-------+---------+-----+-----------+-------------+----------+---------+--------+------------+
 *    i64     u32       u32   u32         u32           i64        i64       i64      i32
 *  | eraseCount i32 | so many numbers i32 of dropped tenants of which something may be left
 *  | then per tenant, in the order of their numbers:
 *  +--------+-----------+------------+------------+------------+------------+-----------+---------+
 *  | number | suspended | createdSeq | createdµs  | lastCommit | neededFrom | text name | options |
 *  +--------+-----------+------------+------------+------------+------------+-----------+---------+
 *    i32      u8, 0 or 1  i64          i64          i64          i64
 * </pre>
 *
 * The log's id is that of the log that the sequences belong to; {@code lastCommit} and {@code
 * neededFrom} are those of {@link Standing}.
 *
 * <p>Texts and options are those of {@link RegistryEventLayout}. Valid if and only if: magic and
 * version match; the file's length is {@code fileBytes}; the CRC-32C of the whole file, taken with
 * the CRC field as zero, matches; the tenants are as above, with numbers below {@code nextNumber},
 * none twice, none to be erased, and nothing stands behind them.
 */
final class RegistryFileLayout {
  /** "TGXTENAN" in ASCII. */
  static final long MAGIC = 0x4e414e45_54584754L;

  private static final int VERSION = 1;
  private static final int VERSION_OFFSET = Long.BYTES;
  private static final int CRC_OFFSET = VERSION_OFFSET + Integer.BYTES;
  private static final int FILE_BYTES_OFFSET = CRC_OFFSET + Integer.BYTES;
  private static final int HEADER_BYTES = FILE_BYTES_OFFSET + 4 * Integer.BYTES + 3 * Long.BYTES;

  private RegistryFileLayout() {}

  /** A file's content. */
  record Decoded(UUID log, RegistryState state) {}

  /**
   * The bytes of a file.
   *
   * @param standings of tenants whose standing differs from what the state says, by number
   */
  static ByteBuffer encode(UUID log, RegistryState state, Map<Integer, Standing> standings) {
    RegistryBytes bytes =
        new RegistryBytes()
            .putLong(MAGIC)
            .putInt(VERSION)
            .putInt(0)
            .putInt(0)
            .putInt(state.tenants().size())
            .putLong(state.sequence())
            .putLong(log.getMostSignificantBits())
            .putLong(log.getLeastSignificantBits())
            .putInt(state.nextNumber())
            .putInt(state.toErase().size());
    state.toErase().stream().sorted().forEach(bytes::putInt);
    state.tenants().stream()
        .sorted((left, right) -> Integer.compare(left.number(), right.number()))
        .forEach(
            tenant -> {
              Standing standing = standings.get(tenant.number());
              put(tenant, standing == null ? state.standing(tenant) : standing, bytes);
            });
    bytes.setInt(FILE_BYTES_OFFSET, bytes.toBuffer().remaining());
    bytes.setInt(CRC_OFFSET, computeCrc(bytes.toBuffer()));
    return bytes.toBuffer();
  }

  private static void put(RegisteredTenant tenant, Standing standing, RegistryBytes bytes) {
    bytes
        .putInt(tenant.number())
        .putByte(tenant.isSuspended() ? 1 : 0)
        .putLong(tenant.createdSequence())
        .putLong(tenant.createdMicros())
        .putLong(standing.lastCommit())
        .putLong(standing.neededFrom())
        .putText(tenant.name())
        .putOptions(tenant.options());
  }

  /** The state that a whole file is; anything else is damage. */
  static Decoded decode(String file, ByteBuffer bytes) {
    RegistryFields fields = new RegistryFields("file=" + file, bytes);
    requireSealed(fields, bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
    return fields.read(RegistryFileLayout::decode);
  }

  private static void requireSealed(RegistryFields fields, ByteBuffer bytes) {
    if (bytes.limit() < HEADER_BYTES || bytes.getLong(0) != MAGIC) {
      throw fields.damaged("not such a file", null);
    }
    if (bytes.getInt(VERSION_OFFSET) != VERSION) {
      throw fields.damaged("unknown version " + bytes.getInt(VERSION_OFFSET), null);
    }
    if (bytes.getInt(FILE_BYTES_OFFSET) != bytes.limit()) {
      throw fields.damaged(
          Messages.format(
              "other length: found=%d sealed=%d", bytes.limit(), bytes.getInt(FILE_BYTES_OFFSET)),
          null);
    }
    if (bytes.getInt(CRC_OFFSET) != computeCrc(bytes)) {
      throw fields.damaged("the checksum does not match", null);
    }
  }

  private static Decoded decode(RegistryFields fields) {
    fields.getLong(); // magic, version, CRC and length were looked at before
    fields.getLong();
    fields.getInt();
    int count = fields.getInt();
    long sequence = fields.getLong();
    UUID log = new UUID(fields.getLong(), fields.getLong());
    int nextNumber = fields.getInt();
    Set<Integer> toErase = new HashSet<>();
    for (int left = fields.getInt(); left > 0; left--) {
      toErase.add(fields.getInt());
    }
    Map<RegisteredTenant, Standing> tenants = new LinkedHashMap<>();
    for (int left = count; left > 0; left--) {
      putTenant(fields, tenants);
    }
    fields.requireEnd();
    RegistryState state = new RegistryState(tenants.keySet(), toErase, nextNumber, sequence);
    tenants.forEach((tenant, standing) -> state.setStanding(tenant.number(), standing));
    return new Decoded(log, state);
  }

  private static void putTenant(RegistryFields fields, Map<RegisteredTenant, Standing> tenants) {
    int number = fields.getInt();
    boolean isSuspended = fields.getByte() != 0;
    long createdSequence = fields.getLong();
    long createdMicros = fields.getLong();
    Standing standing = new Standing(fields.getLong(), fields.getLong());
    RegisteredTenant tenant =
        new RegisteredTenant(
            number,
            fields.getText(),
            createdSequence,
            createdMicros,
            isSuspended,
            fields.getOptions());
    tenants.put(tenant, standing);
  }

  /** CRC-32C of all bytes, with four zeros for the CRC itself. */
  private static int computeCrc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(0, CRC_OFFSET));
    crc.update(new byte[Integer.BYTES]);
    crc.update(bytes.slice(FILE_BYTES_OFFSET, bytes.limit() - FILE_BYTES_OFFSET));
    return (int) crc.getValue();
  }
}
