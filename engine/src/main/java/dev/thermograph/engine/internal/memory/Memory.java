package dev.thermograph.engine.internal.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads and writes memory by absolute address, little-endian.
 *
 * <p>Nothing is checked: who calls knows that the address lies in an open extent. The plain
 * accesses take any alignment, the ordered ones only multiples of 8. <em>Stateless.</em> Hot path:
 * each call is one instruction once compiled.
 */
@SuppressWarnings("restricted") // addresses come from extents, whose owner keeps them open
public final class Memory {
  /** All memory of the process, for readers that take a segment and an offset. */
  public static final MemorySegment EVERYTHING = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle ORDERED_LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();

  private Memory() {}

  /** The two bytes at an address, 0..65535. */
  public static int unsignedShort(long address) {
    return Short.toUnsignedInt(EVERYTHING.get(SHORT, address));
  }

  /** The four bytes at an address. */
  public static int getInt(long address) {
    return EVERYTHING.get(INT, address);
  }

  /** The eight bytes at an address. */
  public static long getLong(long address) {
    return EVERYTHING.get(LONG, address);
  }

  /** The eight bytes at an address; what was written before them is seen, too. */
  public static long getLongAcquire(long address) {
    return (long) ORDERED_LONG.getAcquire(EVERYTHING, address);
  }

  /** Writes two bytes. */
  public static void putShort(long address, int value) {
    EVERYTHING.set(SHORT, address, (short) value);
  }

  /** Writes four bytes. */
  public static void putInt(long address, int value) {
    EVERYTHING.set(INT, address, value);
  }

  /** Writes eight bytes. */
  public static void putLong(long address, long value) {
    EVERYTHING.set(LONG, address, value);
  }

  /** Writes eight bytes after all that was written before. */
  public static void putLongRelease(long address, long value) {
    ORDERED_LONG.setRelease(EVERYTHING, address, value);
  }

  /** Copies bytes between places that do not overlap, or overlap either way. */
  public static void copy(long source, long target, long bytes) {
    MemorySegment.copy(EVERYTHING, source, EVERYTHING, target, bytes);
  }

  /** Copies bytes from any segment. */
  public static void copy(MemorySegment source, long sourceOffset, long target, long bytes) {
    MemorySegment.copy(source, sourceOffset, EVERYTHING, target, bytes);
  }

  /** Writes zeros. */
  public static void zero(long address, long bytes) {
    fill(address, bytes, (byte) 0);
  }

  static void fill(long address, long bytes, byte value) {
    EVERYTHING.asSlice(address, bytes).fill(value);
  }
}
