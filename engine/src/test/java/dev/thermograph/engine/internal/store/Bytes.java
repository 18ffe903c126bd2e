package dev.thermograph.engine.internal.store;

import dev.thermograph.engine.internal.memory.Extents;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/** The bytes behind addresses. */
@SuppressWarnings("restricted")
final class Bytes {
  private Bytes() {}

  static byte[] read(long address, int length) {
    return MemorySegment.ofAddress(address).reinterpret(length).toArray(ValueLayout.JAVA_BYTE);
  }

  static void write(long address, byte[] bytes) {
    MemorySegment.ofAddress(address)
        .reinterpret(bytes.length)
        .copyFrom(MemorySegment.ofArray(bytes));
  }

  static long getLong(long address) {
    return MemorySegment.ofAddress(address).reinterpret(Long.BYTES).get(ValueLayout.JAVA_LONG, 0);
  }

  static void putLong(long address, long value) {
    MemorySegment.ofAddress(address).reinterpret(Long.BYTES).set(ValueLayout.JAVA_LONG, 0, value);
  }

  /** All regions of all extents, one behind the other. */
  static byte[] readAll(Extents extents) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int extent = 0; extent < extents.count(); extent++) {
      for (long address : extents.addresses(extent)) {
        all.writeBytes(read(address, extents.regionBytes(extent)));
      }
    }
    return all.toByteArray();
  }

  static void fill(Extents extents, Random random) {
    for (int extent = 0; extent < extents.count(); extent++) {
      for (long address : extents.addresses(extent)) {
        byte[] bytes = new byte[extents.regionBytes(extent)];
        random.nextBytes(bytes);
        write(address, bytes);
      }
    }
  }
}
