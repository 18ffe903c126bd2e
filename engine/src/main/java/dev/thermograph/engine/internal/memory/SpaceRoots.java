package dev.thermograph.engine.internal.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What a {@link Space} keeps outside of its regions, and the blocks in which everybody else's roots
 * are, one behind the other.
 *
 * @param freeHeads first free block of each class
 * @param blobBytes how many bytes the roots have
 * @param blob references of the blocks with them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SpaceRoots(
    long[] freeHeads,
    int currentRegion,
    int currentOffset,
    long freeBytes,
    int blobBytes,
    long[] blob) {
  private static final int PART_BYTES = 8 << 20;
  private static final int PARTS_MAX = 256;
  private static final int FIXED_BYTES =
      SizeClasses.COUNT * Long.BYTES + 4 * Integer.BYTES + Long.BYTES;

  /** Largest encoding. */
  static final int BYTES_MAX = FIXED_BYTES + PARTS_MAX * Long.BYTES;

  static long[] putBlob(Space space, byte[] roots) {
    long[] parts = new long[Math.ceilDiv(roots.length, PART_BYTES)];
    MemorySegment source = MemorySegment.ofArray(roots);
    for (int part = 0; part < parts.length; part++) {
      int from = part * PART_BYTES;
      int bytes = Math.min(PART_BYTES, roots.length - from);
      parts[part] = space.allocate(bytes);
      Memory.copy(source, from, space.address(parts[part]), bytes);
    }
    return parts;
  }

  /** Reads the roots, and gives their blocks back. */
  byte[] takeBlob(Space space) {
    byte[] roots = new byte[blobBytes];
    for (int part = 0; part < blob.length; part++) {
      int from = part * PART_BYTES;
      int bytes = Math.min(PART_BYTES, roots.length - from);
      MemorySegment.copy(
          Memory.EVERYTHING, ValueLayout.JAVA_BYTE, space.address(blob[part]), roots, from, bytes);
      space.free(blob[part], bytes);
    }
    return roots;
  }

  void freeHeads(long[] target) {
    System.arraycopy(freeHeads, 0, target, 0, target.length);
  }

  byte[] encode() {
    ByteBuffer bytes =
        ByteBuffer.allocate(FIXED_BYTES + blob.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(freeHeads).forEach(bytes::putLong);
    bytes.putInt(currentRegion).putInt(currentOffset).putLong(freeBytes);
    bytes.putInt(blobBytes).putInt(blob.length);
    Arrays.stream(blob).forEach(bytes::putLong);
    return bytes.array();
  }

  static SpaceRoots decode(byte[] encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    long[] freeHeads = new long[SizeClasses.COUNT];
    Arrays.setAll(freeHeads, _ -> bytes.getLong());
    int currentRegion = bytes.getInt();
    int currentOffset = bytes.getInt();
    long freeBytes = bytes.getLong();
    int blobBytes = bytes.getInt();
    int parts = bytes.getInt();
    if (blobBytes < 0 || parts != Math.ceilDiv(blobBytes, PART_BYTES) || parts > PARTS_MAX) {
      throw new IllegalStateException("roots have a wrong length: bytes=" + blobBytes);
    }
    long[] blob = new long[parts];
    Arrays.setAll(blob, _ -> bytes.getLong());
    return new SpaceRoots(freeHeads, currentRegion, currentOffset, freeBytes, blobBytes, blob);
  }
}
