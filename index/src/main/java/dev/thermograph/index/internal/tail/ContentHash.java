package dev.thermograph.index.internal.tail;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * 64 bits that tell one vector from another, over the bytes as they were given. Not against
 * attackers: who could choose them could only confuse an index of their own.
 */
public final class ContentHash {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long STEP = 0x9E3779B97F4A7C15L;
  private static final long MIX = 0xC2B2AE3D27D4EB4FL;

  private ContentHash() {}

  /** Of {@code dimensions} floats at {@code offset}. */
  public static long of(MemorySegment bytes, long offset, int dimensions) {
    long hash = dimensions * STEP;
    int i = 0;
    for (; i + 2 <= dimensions; i += 2) {
      hash = mix(hash ^ bytes.get(LONG, offset + (long) i * Float.BYTES));
    }
    if (i < dimensions) {
      hash = mix(hash ^ bytes.get(INT, offset + (long) i * Float.BYTES) ^ MIX);
    }
    return mix(hash);
  }

  /** Both halves of a product by an odd number, as in wyhash: one-to-one enough and fast. */
  private static long mix(long value) {
    long spread = value + STEP;
    return (spread * MIX) ^ Math.unsignedMultiplyHigh(spread, MIX) ^ Long.rotateLeft(value, 29);
  }
}
