package dev.thermograph.engine.internal.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Compares stored UTF-8 with UTF-8 in an array, eight bytes at a time. Allocates nothing. */
final class Texts {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Texts() {}

  static boolean areEqual(MemorySegment segment, long from, long to, byte[] utf8) {
    return to - from == utf8.length && mismatch(segment, from, utf8, utf8.length) == utf8.length;
  }

  /** Byte order, which for UTF-8 is the order of code points. */
  static int compare(MemorySegment segment, long from, long to, byte[] utf8) {
    int common = (int) Math.min(to - from, utf8.length);
    int at = mismatch(segment, from, utf8, common);
    if (at == common) {
      return Long.compare(to - from, utf8.length);
    }
    return Byte.compareUnsigned(segment.get(ValueLayout.JAVA_BYTE, from + at), utf8[at]);
  }

  /** Index of the first byte that differs, else {@code length}. */
  private static int mismatch(MemorySegment segment, long from, byte[] utf8, int length) {
    int at = 0;
    for (; at <= length - Long.BYTES; at += Long.BYTES) {
      long difference = PropertyBlockLayout.longAt(segment, from + at) ^ (long) LONG.get(utf8, at);
      if (difference != 0) {
        return at + Long.numberOfTrailingZeros(difference) / Byte.SIZE;
      }
    }
    while (at < length && segment.get(ValueLayout.JAVA_BYTE, from + at) == utf8[at]) {
      at++;
    }
    return at;
  }
}
