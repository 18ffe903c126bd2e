package dev.thermograph.wal.archive;

import dev.thermograph.wal.format.v1.ArchiveLayout;
import dev.thermograph.wal.format.v1.FrameLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The footer of an archive file while it is made: for each tenant, where its records stand.
 *
 * <p>Holds the encoded lists: one to three bytes for a usual record, about a hundred for a tenant.
 * <b>Single-threaded.</b>
 */
final class TenantIndex {

  /** Takes the footer's bytes. */
  @FunctionalInterface
  interface Sink {
    void put(ByteBuffer bytes) throws IOException;
  }

  private final Map<Integer, OffsetList> listByTenant = new TreeMap<>();
  private final CRC32C crc = new CRC32C();
  private long lengthBytes;

  /** Adds a record; offsets rise. */
  void add(int tenant, int offset) {
    listByTenant.computeIfAbsent(tenant, _ -> new OffsetList()).add(offset);
  }

  /** Encodes the footer. */
  void writeTo(Sink sink) throws IOException {
    byte[] head = new byte[3 * ArchiveLayout.VARINT_BYTES_MAX];
    put(sink, head, ArchiveLayout.putVarint(head, 0, listByTenant.size()));
    int previousTenant = 0;
    for (Map.Entry<Integer, OffsetList> entry : listByTenant.entrySet()) {
      OffsetList list = entry.getValue();
      int end = ArchiveLayout.putVarint(head, 0, entry.getKey() - previousTenant);
      end = ArchiveLayout.putVarint(head, end, list.count);
      end = ArchiveLayout.putVarint(head, end, list.lengthBytes);
      put(sink, head, end);
      put(sink, list.bytes, list.lengthBytes);
      previousTenant = entry.getKey();
    }
  }

  private void put(Sink sink, byte[] bytes, int count) throws IOException {
    crc.update(bytes, 0, count);
    lengthBytes += count;
    sink.put(ByteBuffer.wrap(bytes, 0, count));
  }

  /** CRC-32C of what was encoded. */
  int crc() {
    return (int) crc.getValue();
  }

  /** Count of bytes that were encoded. */
  long lengthBytes() {
    return lengthBytes;
  }

  /** One tenant's offsets, encoded as they come. */
  private static final class OffsetList {
    private byte[] bytes = new byte[2 * ArchiveLayout.VARINT_BYTES_MAX];
    private int lengthBytes;
    private int count;
    private int lastOffset;

    void add(int offset) {
      if (bytes.length - lengthBytes < ArchiveLayout.VARINT_BYTES_MAX) {
        bytes = Arrays.copyOf(bytes, 2 * bytes.length);
      }
      int delta = (offset - lastOffset) / FrameLayout.ALIGNMENT_BYTES;
      lengthBytes = ArchiveLayout.putVarint(bytes, lengthBytes, delta);
      lastOffset = offset;
      count++;
    }
  }
}
