package dev.thermograph.engine.internal.block;

import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyBlockDamagedException;
import dev.thermograph.engine.property.WrongPropertyTypeException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;

/**
 * A flyweight over one container of a property block: the root map, or after {@link #enter} a list
 * or map inside it. It reads values where they lie, by index: {@code 0..count()-1}, in a map found
 * through {@link #findKey}. Nothing else of the block is looked at.
 *
 * <p>The bytes must be a valid block: written by {@link PropertyBlockWriter} into memory that the
 * engine trusts, or proven by {@link PropertyBlockValidator}. Asking for another type than the
 * stored one is answered by {@link WrongPropertyTypeException}, an index out of range by an assert.
 *
 * <p>Hot path: the getters of primitives, {@link #findKey}, {@link #textEquals} and {@link #enter}
 * allocate nothing. <em>Single-threaded:</em> whoever owns the flyweight.
 */
public final class PropertyBlockReader {
  /** What {@link #findKey} says of a key that is not there. */
  public static final int ABSENT = -1;

  /** Texts up to this length are decoded through a buffer that is kept. */
  private static final int SCRATCH_BYTES = 1024;

  private static final byte[] NO_BYTES = {};

  /** With fewer keys a word of them could reach beyond the block's end. */
  private static final int SCAN_COUNT_MIN = 4;

  /** With more keys halving is quicker than scanning. */
  private static final int SCAN_COUNT_MAX = 64;

  private static final long BYTE_ONES = 0x0101_0101_0101_0101L;
  private static final long SHORT_ONES = 0x0001_0001_0001_0001L;

  private MemorySegment segment = MemorySegment.NULL;
  private long blockStart;
  private long start;
  private int count;
  private int width;
  private int keyWidth;
  private long keysAt;
  private long typesAt;
  private long endsAt;
  private long valuesAt;

  /** Grows with the texts that are read: most readers live for one block only. */
  private byte[] scratch = NO_BYTES;

  /** Shows the root map of the block that starts at {@code offset}. */
  public PropertyBlockReader wrap(MemorySegment memory, long offset) {
    if (PropertyBlockLayout.byteAt(memory, offset) != PropertyBlockLayout.VERSION) {
      throw new PropertyBlockDamagedException(
          "unknown version", 0, PropertyBlockLayout.byteAt(memory, offset));
    }
    segment = memory;
    blockStart = offset;
    showContainer(offset + PropertyBlockLayout.ROOT_OFFSET);
    return this;
  }

  /** Makes {@code child} show the list or map at {@code index}; it may be this reader itself. */
  public PropertyBlockReader enter(int index, PropertyBlockReader child) {
    if (!typeAt(index).isContainer()) {
      throw wrongType(ValueType.MAP, index);
    }
    long at = from(index);
    child.segment = segment;
    child.blockStart = blockStart;
    child.showContainer(at);
    return child;
  }

  private void showContainer(long at) {
    int flags = PropertyBlockLayout.byteAt(segment, at + PropertyBlockLayout.FLAGS_OFFSET);
    start = at;
    width = PropertyBlockLayout.widthOf(flags);
    keyWidth = PropertyBlockLayout.keyWidthOf(flags);
    count = PropertyBlockLayout.countAt(segment, at, width);
    keysAt = at + PropertyBlockLayout.keysOffset(width);
    typesAt = keysAt + (long) count * keyWidth;
    endsAt = typesAt + count;
    valuesAt = endsAt + (long) count * width;
  }

  /** Bytes of the whole block when this shows its root. */
  public int blockBytes() {
    assert start == blockStart + PropertyBlockLayout.ROOT_OFFSET : "not at the root: " + start;
    return (int) (end() - blockStart);
  }

  private long end() {
    return count == 0 ? valuesAt : to(count - 1);
  }

  /** Fields or elements. */
  public int count() {
    return count;
  }

  /** True for a map, whose fields have keys; false for a list. */
  public boolean isMap() {
    return keyWidth != 0;
  }

  /**
   * Index of the field with this key, or {@link #ABSENT}. Allocates nothing, and has no branch that
   * depends on where the key is but the last: a mispredicted one costs more than the search.
   */
  public int findKey(int keyId) {
    if (keyWidth <= Short.BYTES && count >= SCAN_COUNT_MIN && count <= SCAN_COUNT_MAX) {
      return scanForKey(keyId);
    }
    int low = 0;
    int length = count;
    while (length > 1) {
      int half = length >>> 1;
      int isNotAbove = (keyAt(low + half) - keyId - 1) >> (Integer.SIZE - 1);
      low += half & isNotAbove;
      length -= half;
    }
    return length == 1 && keyAt(low) == keyId ? low : ABSENT;
  }

  /**
   * As {@link #findKey(int)}, but looks first where the key was in the block before: blocks of one
   * kind mostly agree, and then the value's address does not have to wait for the search.
   */
  public int findKey(int keyId, int likelyIndex) {
    boolean isThere = likelyIndex >= 0 && likelyIndex < count && keyAt(likelyIndex) == keyId;
    return isThere ? likelyIndex : findKey(keyId);
  }

  /**
   * Compares eight keys of one byte, or four of two, at once: a lane that equals the key becomes 0,
   * and subtracting 1 from each lane borrows into the highest bit of the first such lane. The last
   * word may reach into the types, whose lanes are beyond {@code count}.
   */
  private int scanForKey(int keyId) {
    int laneBits = keyWidth * Byte.SIZE;
    if (keyId >>> laneBits != 0) {
      return ABSENT;
    }
    long ones = keyWidth == 1 ? BYTE_ONES : SHORT_ONES;
    long highs = ones << (laneBits - 1);
    long wanted = ones * keyId;
    int lanes = Long.SIZE / laneBits;
    for (int first = 0; first < count; first += lanes) {
      long lane = PropertyBlockLayout.longAt(segment, keysAt + (long) first * keyWidth) ^ wanted;
      long equal = (lane - ones) & ~lane & highs;
      if (equal != 0) {
        int index = first + Long.numberOfTrailingZeros(equal) / laneBits;
        return index < count ? index : ABSENT;
      }
    }
    return ABSENT;
  }

  /** Key id of a map's field; they grow with the index. */
  public int keyAt(int index) {
    return PropertyBlockLayout.unsignedAt(segment, keysAt + (long) index * keyWidth, keyWidth);
  }

  /** Type of a value. */
  public ValueType typeAt(int index) {
    return ValueType.ofCode(codeAt(index));
  }

  byte codeAt(int index) {
    assert index >= 0 && index < count : "index=" + index + " count=" + count;
    return PropertyBlockLayout.byteAt(segment, typesAt + index);
  }

  /** Bytes of a value, without its entry in the directory. */
  public int lengthAt(int index) {
    return (int) (to(index) - from(index));
  }

  long from(int index) {
    return index == 0 ? valuesAt : to(index - 1);
  }

  private long to(int index) {
    return valuesAt + PropertyBlockLayout.unsignedAt(segment, endsAt + (long) index * width, width);
  }

  MemorySegment segment() {
    return segment;
  }

  /** The memory in which the values lie, for whoever compares or hashes their bytes. */
  public MemorySegment memory() {
    return segment;
  }

  /** Where a value's {@link #lengthAt} bytes begin in {@link #memory}. */
  public long offsetAt(int index) {
    return from(index);
  }

  /** A boolean. */
  public boolean booleanAt(int index) {
    byte code = codeAt(index);
    if (code != ValueType.TRUE.code() && code != ValueType.FALSE.code()) {
      throw wrongType(ValueType.TRUE, index);
    }
    return code == ValueType.TRUE.code();
  }

  /** True for a value that is there and is null. */
  public boolean isNullAt(int index) {
    return codeAt(index) == ValueType.NULL.code();
  }

  /** An integer. */
  public long longAt(int index) {
    require(ValueType.INT, index);
    return integerAt(index);
  }

  private long integerAt(int index) {
    return PropertyBlockLayout.integerAt(segment, blockStart, from(index), to(index));
  }

  /** A double. */
  public double doubleAt(int index) {
    require(ValueType.REAL, index);
    return Double.longBitsToDouble(PropertyBlockLayout.longAt(segment, from(index)));
  }

  /** A text; allocates it. */
  public String textAt(int index) {
    require(ValueType.TEXT, index);
    return string(from(index), to(index));
  }

  /** Name of an enum's constant; allocates it. */
  public String enumNameAt(int index) {
    require(ValueType.ENUM_NAME, index);
    return string(from(index), to(index));
  }

  private String string(long from, long to) {
    int length = (int) (to - from);
    byte[] bytes = buffer(length);
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, from, bytes, 0, length);
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private byte[] buffer(int length) {
    if (length <= scratch.length) {
      return scratch;
    }
    if (length > SCRATCH_BYTES) {
      return new byte[length];
    }
    scratch = new byte[length <= SCRATCH_BYTES / 16 ? SCRATCH_BYTES / 16 : SCRATCH_BYTES];
    return scratch;
  }

  /** Whether a text, or an enum's name, is this one in UTF-8; decodes nothing. */
  public boolean textEquals(int index, byte[] utf8) {
    return Texts.areEqual(segment, requireText(index), to(index), utf8);
  }

  /** Compares a text, or an enum's name, with one in UTF-8 by code points; decodes nothing. */
  public int compareText(int index, byte[] utf8) {
    return Texts.compare(segment, requireText(index), to(index), utf8);
  }

  private long requireText(int index) {
    byte code = codeAt(index);
    if (code != ValueType.TEXT.code() && code != ValueType.ENUM_NAME.code()) {
      throw wrongType(ValueType.TEXT, index);
    }
    return from(index);
  }

  /** An integer of any size; allocates it. */
  public BigInteger bigIntegerAt(int index) {
    require(ValueType.BIG_INT, index);
    return new BigInteger(bytes(from(index), to(index)));
  }

  /** A decimal; allocates it. */
  public BigDecimal decimalAt(int index) {
    require(ValueType.DECIMAL, index);
    long from = from(index);
    byte[] unscaled = bytes(from + PropertyBlockLayout.UNSCALED_OFFSET, to(index));
    return new BigDecimal(
        new BigInteger(unscaled),
        PropertyBlockLayout.intAt(segment, from + PropertyBlockLayout.SCALE_OFFSET));
  }

  /** Bytes; allocates them. */
  public byte[] bytesAt(int index) {
    require(ValueType.BYTES, index);
    return bytes(from(index), to(index));
  }

  private byte[] bytes(long from, long to) {
    byte[] bytes = new byte[(int) (to - from)];
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, from, bytes, 0, bytes.length);
    return bytes;
  }

  /** Dimension of a vector. */
  public int dimensionAt(int index) {
    require(ValueType.VECTOR, index);
    return lengthAt(index) / Float.BYTES;
  }

  /** Copies a vector into the start of {@code target}, which must be long enough. */
  public void copyVector(int index, float[] target) {
    int dimension = dimensionAt(index);
    MemorySegment.copy(segment, PropertyBlockLayout.FLOAT, from(index), target, 0, dimension);
  }

  /** A vector; allocates it. */
  public float[] vectorAt(int index) {
    float[] vector = new float[dimensionAt(index)];
    copyVector(index, vector);
    return vector;
  }

  /** Days since 1970-01-01 of a date. */
  public long epochDayAt(int index) {
    require(ValueType.DATE, index);
    return integerAt(index);
  }

  /** A date; allocates it. */
  public LocalDate dateAt(int index) {
    return LocalDate.ofEpochDay(epochDayAt(index));
  }

  /** Nanoseconds since midnight of a time. */
  public long nanoOfDayAt(int index) {
    require(ValueType.TIME, index);
    return integerAt(index);
  }

  /** A time; allocates it. */
  public LocalTime timeAt(int index) {
    return LocalTime.ofNanoOfDay(nanoOfDayAt(index));
  }

  /** A date and time; allocates it. */
  public LocalDateTime dateTimeAt(int index) {
    require(ValueType.DATE_TIME, index);
    return localDateTime(from(index));
  }

  private LocalDateTime localDateTime(long at) {
    return LocalDateTime.ofEpochSecond(second(at), nano(at), ZoneOffset.UTC);
  }

  private long second(long at) {
    return PropertyBlockLayout.longAt(segment, at + PropertyBlockLayout.SECOND_OFFSET);
  }

  private int nano(long at) {
    return PropertyBlockLayout.intAt(segment, at + PropertyBlockLayout.NANO_OFFSET);
  }

  /** Second since 1970 of an instant. */
  public long epochSecondAt(int index) {
    require(ValueType.MOMENT, index);
    return second(from(index));
  }

  /** An instant; allocates it. */
  public Instant momentAt(int index) {
    require(ValueType.MOMENT, index);
    return instant(from(index));
  }

  private Instant instant(long at) {
    return Instant.ofEpochSecond(second(at), nano(at));
  }

  /** A date and time with an offset; allocates it. */
  public OffsetDateTime offsetMomentAt(int index) {
    require(ValueType.OFFSET_MOMENT, index);
    long at = from(index);
    int seconds = PropertyBlockLayout.intAt(segment, at + PropertyBlockLayout.UTC_OFFSET_OFFSET);
    return OffsetDateTime.of(localDateTime(at), ZoneOffset.ofTotalSeconds(seconds));
  }

  /** An instant with a zone; allocates it. A zone that this JDK does not know is damage. */
  public ZonedDateTime zonedMomentAt(int index) {
    require(ValueType.ZONED_MOMENT, index);
    long at = from(index);
    String zone = string(at + PropertyBlockLayout.ZONE_OFFSET, to(index));
    try {
      return ZonedDateTime.ofInstant(instant(at), ZoneId.of(zone));
    } catch (DateTimeException e) {
      throw new PropertyBlockDamagedException(
          "no such zone or time: " + zone, at - blockStart, second(at), e);
    }
  }

  /** A duration; allocates it. */
  public Duration spanAt(int index) {
    require(ValueType.SPAN, index);
    return Duration.ofSeconds(second(from(index)), nano(from(index)));
  }

  /** A period; allocates it. */
  public Period calendarSpanAt(int index) {
    require(ValueType.CALENDAR_SPAN, index);
    long at = from(index);
    return Period.of(
        PropertyBlockLayout.intAt(segment, at + PropertyBlockLayout.YEARS_OFFSET),
        PropertyBlockLayout.intAt(segment, at + PropertyBlockLayout.MONTHS_OFFSET),
        PropertyBlockLayout.intAt(segment, at + PropertyBlockLayout.DAYS_OFFSET));
  }

  /** A UUID; allocates it. */
  public UUID uuidAt(int index) {
    require(ValueType.UUID, index);
    long at = from(index);
    return new UUID(
        PropertyBlockLayout.longAt(segment, at + PropertyBlockLayout.UUID_HIGH_OFFSET),
        PropertyBlockLayout.longAt(segment, at + PropertyBlockLayout.UUID_LOW_OFFSET));
  }

  /** Whether a UUID is this one. */
  public boolean uuidEquals(int index, UUID value) {
    require(ValueType.UUID, index);
    long at = from(index);
    return PropertyBlockLayout.longAt(segment, at + PropertyBlockLayout.UUID_HIGH_OFFSET)
            == value.getMostSignificantBits()
        && PropertyBlockLayout.longAt(segment, at + PropertyBlockLayout.UUID_LOW_OFFSET)
            == value.getLeastSignificantBits();
  }

  /** A reference; allocates it. */
  public ExternalRef referenceAt(int index) {
    require(ValueType.REFERENCE, index);
    long at = from(index);
    long table = at + PropertyBlockLayout.TABLE_OFFSET;
    long id =
        table + PropertyBlockLayout.shortAt(segment, at + PropertyBlockLayout.TABLE_LENGTH_OFFSET);
    return new ExternalRef(string(table, id), string(id, to(index)));
  }

  private void require(ValueType type, int index) {
    if (codeAt(index) != type.code()) {
      throw wrongType(type, index);
    }
  }

  private WrongPropertyTypeException wrongType(ValueType wanted, int index) {
    return new WrongPropertyTypeException(wanted.name(), typeAt(index).name(), index);
  }
}
