package dev.thermograph.engine.internal.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The bytes of one property block, version 1, little-endian, aligned to nothing.
 *
 * <pre>
 *  0         1
 *  +---------+-------------------------+
 *  | version | container: the root map |
 *  +---------+-------------------------+
 *    u8 = 1
 *
 *  container, n fields or elements; W = 1, 2 or 4 (width), K = 0, 1, 2 or 4 (key width, 0 in a list)
 *  0       1       1+W         +nK          +n           +nW
 *  +-------+-------+-----------+------------+------------+----------------------------+
 *  | flags | count | n key ids | n types    | n ends     | n values, without a gap    |
 *  +-------+-------+-----------+------------+------------+----------------------------+
 *    u8      uW      uK each     u8 each      uW each
 *
 *  flags   bits 0-1: log2 W    bits 2-3: 0 list, else 1 + log2 K    bits 4-7: 0
 * </pre>
 *
 * An end is counted from the first value's first byte; value {@code i} lies between end {@code i-1}
 * (0 for the first) and end {@code i}, so no value has a length of its own, and a container is as
 * long as its last end says. All offsets are relative: a value can be copied to anywhere.
 *
 * <pre>
 *  type           bytes of the value
 *  NULL, FALSE, TRUE      none
 *  INT, DATE, TIME        1-8: two's complement, as short as it can be (epoch day; nano of the day)
 *  REAL                   8: IEEE 754 bits, NaN only as 0x7ff8000000000000
 *  TEXT, ENUM_NAME        UTF-8 as in the Unicode standard (no surrogates, shortest form)
 *  BIG_INT                two's complement, big-endian, as short as it can be
 *  DECIMAL                i32 scale, then the unscaled value like a BIG_INT
 *  BYTES                  themselves
 *  VECTOR                 4 for each float
 *  DATE_TIME              i64 second of the local time line, i32 nano
 *  MOMENT, SPAN           i64 second, i32 nano
 *  OFFSET_MOMENT          i64 local second, i32 nano, i32 offset in seconds
 *  ZONED_MOMENT           i64 second, i32 nano, then the zone's id in UTF-8
 *  CALENDAR_SPAN          i32 years, i32 months, i32 days
 *  UUID                   i64 most significant, i64 least significant bits
 *  REFERENCE              u16 length of the table, the table, then the id, both in UTF-8
 *  LIST, MAP              a container
 * </pre>
 *
 * A block is valid if and only if
 *
 * <ol>
 *   <li>it has at most {@link #BLOCK_BYTES_MAX} bytes, and the version is {@link #VERSION};
 *   <li>the root is a map, and each container ends exactly where its value (the block) ends;
 *   <li>in each container W is the smallest width that holds both the count and the last end, K the
 *       smallest that holds the last key id (1 without any), and all other flags are 0;
 *   <li>key ids grow strictly and do not exceed {@link #KEY_ID_MAX}; types are known; ends never
 *       fall;
 *   <li>each value has the bytes that its type says, in the only form it says, within the range of
 *       its Java type, and at most {@link #VALUE_BYTES_MAX} of them unless it is a container;
 *   <li>containers lie at most {@link #NESTING_DEPTH_MAX} deep, the root counted as 1.
 * </ol>
 *
 * So equal values with equal key ids have equal bytes. All offsets of the format are here and
 * nowhere else. Hot path: static methods, no allocation.
 */
public final class PropertyBlockLayout {
  /** The only version there is. */
  public static final byte VERSION = 1;

  /** Largest block: two of the largest values. */
  public static final int BLOCK_BYTES_MAX = 32 << 20;

  /** Largest single value. */
  public static final int VALUE_BYTES_MAX = 16 << 20;

  /** How deep containers may lie in each other; it bounds every recursion over a block. */
  public static final int NESTING_DEPTH_MAX = 64;

  /** Key ids are unsigned; the highest bit stays free so that an int can hold one. */
  public static final int KEY_ID_MAX = Integer.MAX_VALUE;

  /** Longest table name of a reference. */
  public static final int TABLE_BYTES_MAX = 0xffff;

  /** Longest unscaled value or big integer, since arithmetic on it costs more than its length. */
  public static final int NUMBER_BYTES_MAX = 4096;

  static final int VERSION_OFFSET = 0;
  static final int ROOT_OFFSET = VERSION_OFFSET + Byte.BYTES;

  static final int FLAGS_OFFSET = 0;
  static final int COUNT_OFFSET = FLAGS_OFFSET + Byte.BYTES;

  static final int SECOND_OFFSET = 0;
  static final int NANO_OFFSET = SECOND_OFFSET + Long.BYTES;
  static final int MOMENT_BYTES = NANO_OFFSET + Integer.BYTES;
  static final int UTC_OFFSET_OFFSET = MOMENT_BYTES;
  static final int ZONE_OFFSET = MOMENT_BYTES;
  static final int OFFSET_MOMENT_BYTES = UTC_OFFSET_OFFSET + Integer.BYTES;

  static final int YEARS_OFFSET = 0;
  static final int MONTHS_OFFSET = YEARS_OFFSET + Integer.BYTES;
  static final int DAYS_OFFSET = MONTHS_OFFSET + Integer.BYTES;
  static final int CALENDAR_SPAN_BYTES = DAYS_OFFSET + Integer.BYTES;

  static final int UUID_HIGH_OFFSET = 0;
  static final int UUID_LOW_OFFSET = UUID_HIGH_OFFSET + Long.BYTES;
  static final int UUID_BYTES = UUID_LOW_OFFSET + Long.BYTES;

  static final int SCALE_OFFSET = 0;
  static final int UNSCALED_OFFSET = SCALE_OFFSET + Integer.BYTES;

  static final int TABLE_LENGTH_OFFSET = 0;
  static final int TABLE_OFFSET = TABLE_LENGTH_OFFSET + Short.BYTES;

  static final long CANONICAL_NAN = 0x7ff8000000000000L;

  private static final int WIDTH_MASK = 0b11;
  private static final int KEY_WIDTH_SHIFT = 2;
  private static final int KEY_WIDTH_MASK = 0b11;
  private static final int UNUSED_FLAGS = 0b1111_0000;

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private PropertyBlockLayout() {}

  /** The smallest of 1, 2 and 4 bytes that hold an unsigned {@code value}. */
  static int width(int value) {
    return value <= 0xff ? 1 : value <= 0xffff ? 2 : 4;
  }

  /** Flags of a container; {@code keyWidth} is 0 for a list. */
  static byte flags(int width, int keyWidth) {
    int keyCode = keyWidth == 0 ? 0 : 1 + Integer.numberOfTrailingZeros(keyWidth);
    return (byte) (Integer.numberOfTrailingZeros(width) | (keyCode << KEY_WIDTH_SHIFT));
  }

  static int widthOf(int flags) {
    return 1 << (flags & WIDTH_MASK);
  }

  /** 0 for a list. */
  static int keyWidthOf(int flags) {
    return (1 << ((flags >>> KEY_WIDTH_SHIFT) & KEY_WIDTH_MASK)) >> 1;
  }

  /** False for flags that no version 1 writer sets. */
  static boolean flagsAreKnown(int flags) {
    return (flags & UNUSED_FLAGS) == 0 && (flags & WIDTH_MASK) != WIDTH_MASK;
  }

  /** Offset of the first key id (map) or type (list) from the container's start. */
  static int keysOffset(int width) {
    return COUNT_OFFSET + width;
  }

  /** Offset of the first value from the container's start; a long, since the count is untrusted. */
  static long valuesOffset(int width, int keyWidth, long count) {
    return keysOffset(width) + count * (keyWidth + Byte.BYTES + width);
  }

  static byte byteAt(MemorySegment segment, long at) {
    return segment.get(ValueLayout.JAVA_BYTE, at);
  }

  static int shortAt(MemorySegment segment, long at) {
    return Short.toUnsignedInt(segment.get(SHORT, at));
  }

  static int intAt(MemorySegment segment, long at) {
    return segment.get(INT, at);
  }

  static long longAt(MemorySegment segment, long at) {
    return segment.get(LONG, at);
  }

  /**
   * An unsigned integer of 1, 2 or 4 bytes, without a branch: the four bytes that end with it are
   * read, and those before it are shifted out. Wherever a container has one there are three bytes
   * of version, flags and count before it; only a count itself needs {@link #countAt}.
   */
  static int unsignedAt(MemorySegment segment, long at, int width) {
    return segment.get(INT, at + width - Integer.BYTES) >>> (Integer.SIZE - width * Byte.SIZE);
  }

  /** The count of a container that starts at {@code at}. */
  static int countAt(MemorySegment segment, long at, int width) {
    return switch (width) {
      case 1 -> Byte.toUnsignedInt(byteAt(segment, at + COUNT_OFFSET));
      case 2 -> shortAt(segment, at + COUNT_OFFSET);
      default -> intAt(segment, at + COUNT_OFFSET);
    };
  }

  /** A two's complement integer of 1 to 8 bytes between the two offsets into the segment. */
  static long integerAt(MemorySegment segment, long blockStart, long from, long to) {
    if (to - blockStart < Long.BYTES) {
      return shortIntegerAt(segment, from, to);
    }
    return segment.get(LONG, to - Long.BYTES) >> (Long.SIZE - (to - from) * Byte.SIZE);
  }

  /** In the first eight bytes of a block there is nothing in front that could be read as well. */
  private static long shortIntegerAt(MemorySegment segment, long from, long to) {
    long value = byteAt(segment, to - 1);
    for (long at = to - 2; at >= from; at--) {
      value = (value << Byte.SIZE) | Byte.toUnsignedLong(byteAt(segment, at));
    }
    return value;
  }

  /** Bytes of the shortest two's complement form. */
  static int integerBytes(long value) {
    long folded = value ^ (value >> (Long.SIZE - 1));
    int significantBits = Long.SIZE + 1 - Long.numberOfLeadingZeros(folded);
    return (significantBits + Byte.SIZE - 1) / Byte.SIZE;
  }

  static void putShort(MemorySegment segment, long at, int value) {
    segment.set(SHORT, at, (short) value);
  }

  static void putInt(MemorySegment segment, long at, int value) {
    segment.set(INT, at, value);
  }

  static void putLong(MemorySegment segment, long at, long value) {
    segment.set(LONG, at, value);
  }

  /** Writes the low {@code width} bytes. */
  static void putUnsigned(MemorySegment segment, long at, int width, int value) {
    switch (width) {
      case 1 -> segment.set(ValueLayout.JAVA_BYTE, at, (byte) value);
      case 2 -> segment.set(SHORT, at, (short) value);
      default -> segment.set(INT, at, value);
    }
  }
}
