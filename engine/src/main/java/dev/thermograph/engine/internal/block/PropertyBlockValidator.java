package dev.thermograph.engine.internal.block;

import dev.thermograph.engine.property.PropertyBlockDamagedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;

/**
 * Proves that bytes are a valid block by the list in {@link PropertyBlockLayout}: after it every
 * read through {@link PropertyBlockReader} stays inside and succeeds, whatever the bytes are. The
 * first breach is thrown as {@link PropertyBlockDamagedException}; bytes outside of the given range
 * are never read.
 *
 * <p>Not checked, since it is not in the bytes: whether the key ids are in a dictionary. Cost:
 * O(bytes). Allocates for the rare types only. <em>Single-threaded</em>, one use at a time.
 */
public final class PropertyBlockValidator {
  private static final int SIGN_BIT = Byte.SIZE - 1;

  private final MemorySegment segment;
  private final long bytes;

  private PropertyBlockValidator(MemorySegment block) {
    segment = block;
    bytes = block.byteSize();
  }

  /** Returns if the whole segment is one valid block, else throws. */
  public static void validate(MemorySegment block) {
    new PropertyBlockValidator(block).validateBlock();
  }

  private void validateBlock() {
    check(bytes <= PropertyBlockLayout.BLOCK_BYTES_MAX, "too long", 0, bytes);
    check(bytes > PropertyBlockLayout.ROOT_OFFSET, "too short", 0, bytes);
    byte version = PropertyBlockLayout.byteAt(segment, PropertyBlockLayout.VERSION_OFFSET);
    check(version == PropertyBlockLayout.VERSION, "unknown version", 0, version);
    validateContainer(PropertyBlockLayout.ROOT_OFFSET, bytes, true, 1);
  }

  /** The recursion is bounded by {@link PropertyBlockLayout#NESTING_DEPTH_MAX}. */
  private void validateContainer(long at, long end, boolean isMap, int depth) {
    check(depth <= PropertyBlockLayout.NESTING_DEPTH_MAX, "nested too deep", at, depth);
    check(at < end, "container without flags", at, end - at);
    int flags = PropertyBlockLayout.byteAt(segment, at + PropertyBlockLayout.FLAGS_OFFSET);
    check(PropertyBlockLayout.flagsAreKnown(flags), "unknown flags", at, flags);
    int width = PropertyBlockLayout.widthOf(flags);
    int keyWidth = PropertyBlockLayout.keyWidthOf(flags);
    check(isMap == keyWidth > 0, "map and list mixed up", at, flags);
    check(at + PropertyBlockLayout.keysOffset(width) <= end, "no room for a count", at, width);
    int count = PropertyBlockLayout.countAt(segment, at, width);
    check(count >= 0, "count is negative", at, count);
    long valuesAt = at + PropertyBlockLayout.valuesOffset(width, keyWidth, count);
    check(valuesAt <= end, "directory is longer than its container", at, count);
    long valueBytes = end - valuesAt;
    int wanted = PropertyBlockLayout.width((int) Math.max(valueBytes, count));
    check(width == wanted, "width is not the smallest", at, width);

    long keysAt = at + PropertyBlockLayout.keysOffset(width);
    validateKeys(keysAt, keyWidth, count);
    long typesAt = keysAt + (long) count * keyWidth;
    validateValues(typesAt, typesAt + count, width, count, valuesAt, end, depth);
  }

  private void validateKeys(long keysAt, int keyWidth, int count) {
    if (keyWidth == 0) {
      return;
    }
    int previous = -1;
    for (int index = 0; index < count; index++) {
      long at = keysAt + (long) index * keyWidth;
      int keyId = PropertyBlockLayout.unsignedAt(segment, at, keyWidth);
      check(keyId > previous, "key ids do not grow", at, keyId);
      previous = keyId;
    }
    int wanted = PropertyBlockLayout.width(Math.max(previous, 0));
    check(keyWidth == wanted, "key width is not the smallest", keysAt, keyWidth);
  }

  private void validateValues(
      long typesAt, long endsAt, int width, int count, long valuesAt, long end, int depth) {
    long from = valuesAt;
    for (int index = 0; index < count; index++) {
      long at = endsAt + (long) index * width;
      long to = valuesAt + PropertyBlockLayout.unsignedAt(segment, at, width);
      check(to >= from && to <= end, "value's end is out of range", at, to - valuesAt);
      int code = PropertyBlockLayout.byteAt(segment, typesAt + index);
      check(ValueType.isCode(code), "unknown type", typesAt + index, code);
      ValueType type = ValueType.ofCode(code);
      if (type.isContainer()) {
        validateContainer(from, to, type == ValueType.MAP, depth + 1);
      } else {
        check(to - from <= PropertyBlockLayout.VALUE_BYTES_MAX, "value too long", from, to - from);
        validateValue(type, from, to);
      }
      from = to;
    }
    check(from == end, "bytes behind the last value", from, end - from);
  }

  private void validateValue(ValueType type, long from, long to) {
    switch (type) {
      case NULL, FALSE, TRUE -> checkLength(from, to, 0);
      case INT -> validateInteger(from, to);
      case REAL -> validateReal(from, to);
      case TEXT, ENUM_NAME -> validateUtf8(from, to);
      case BIG_INT -> validateNumber(from, to);
      case DECIMAL -> {
        check(to - from > PropertyBlockLayout.UNSCALED_OFFSET, "no digits", from, to - from);
        validateNumber(from + PropertyBlockLayout.UNSCALED_OFFSET, to);
      }
      case BYTES -> {}
      case VECTOR ->
          check((to - from) % Float.BYTES == 0, "no whole number of floats", from, to - from);
      case DATE -> validateInRange(ChronoField.EPOCH_DAY, from, to);
      case TIME -> validateInRange(ChronoField.NANO_OF_DAY, from, to);
      case DATE_TIME, MOMENT, SPAN, OFFSET_MOMENT, ZONED_MOMENT -> validateSeconds(type, from, to);
      case CALENDAR_SPAN -> checkLength(from, to, PropertyBlockLayout.CALENDAR_SPAN_BYTES);
      case UUID -> checkLength(from, to, PropertyBlockLayout.UUID_BYTES);
      case REFERENCE -> validateReference(from, to);
      case LIST, MAP -> throw new AssertionError("container: " + type);
    }
  }

  private long validateInteger(long from, long to) {
    check(to > from && to - from <= Long.BYTES, "integer of no known length", from, to - from);
    long value = PropertyBlockLayout.integerAt(segment, 0, from, to);
    int wanted = PropertyBlockLayout.integerBytes(value);
    check(to - from == wanted, "integer is not as short as it can be", from, to - from);
    return value;
  }

  private void validateInRange(ChronoField field, long from, long to) {
    long value = validateInteger(from, to);
    check(field.range().isValidValue(value), "date or time out of range", from, value);
  }

  private void validateReal(long from, long to) {
    checkLength(from, to, Double.BYTES);
    long bits = PropertyBlockLayout.longAt(segment, from);
    boolean canonical =
        !Double.isNaN(Double.longBitsToDouble(bits)) || bits == PropertyBlockLayout.CANONICAL_NAN;
    check(canonical, "another NaN", from, bits);
  }

  private void validateUtf8(long from, long to) {
    long malformed = Utf8.findMalformed(segment, from, to);
    check(malformed < 0, "not UTF-8", malformed, to - malformed);
  }

  private void validateNumber(long from, long to) {
    long length = to - from;
    check(length > 0 && length <= PropertyBlockLayout.NUMBER_BYTES_MAX, "number", from, length);
    if (length > 1) {
      byte first = PropertyBlockLayout.byteAt(segment, from);
      int sign = PropertyBlockLayout.byteAt(segment, from + 1) >> SIGN_BIT;
      check(first != sign, "number is not as short as it can be", from, first);
    }
  }

  private void validateSeconds(ValueType type, long from, long to) {
    check(to - from >= PropertyBlockLayout.MOMENT_BYTES, "no room for a time", from, to - from);
    long second = PropertyBlockLayout.longAt(segment, from + PropertyBlockLayout.SECOND_OFFSET);
    int nano = PropertyBlockLayout.intAt(segment, from + PropertyBlockLayout.NANO_OFFSET);
    boolean nanoInRange = ChronoField.NANO_OF_SECOND.range().isValidValue(nano);
    check(nanoInRange, "nano out of range", from + PropertyBlockLayout.NANO_OFFSET, nano);
    try {
      validateTime(type, from, to, second, nano);
    } catch (DateTimeException e) {
      throw new PropertyBlockDamagedException("date or time out of range", from, second, e);
    }
  }

  /** Lets the JDK judge what only it can: making the value fails for what is no such value. */
  @SuppressWarnings("ReturnValueIgnored") // only whether it can be made matters
  private void validateTime(ValueType type, long from, long to, long second, int nano) {
    if (type == ValueType.OFFSET_MOMENT) {
      checkLength(from, to, PropertyBlockLayout.OFFSET_MOMENT_BYTES);
      long at = from + PropertyBlockLayout.UTC_OFFSET_OFFSET;
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(PropertyBlockLayout.intAt(segment, at));
      OffsetDateTime.of(LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC), offset);
      return;
    }
    if (type == ValueType.ZONED_MOMENT) {
      validateZoned(from + PropertyBlockLayout.ZONE_OFFSET, to, second, nano);
      return;
    }
    checkLength(from, to, PropertyBlockLayout.MOMENT_BYTES);
    if (type == ValueType.DATE_TIME) {
      LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
    } else if (type == ValueType.MOMENT) {
      Instant.ofEpochSecond(second, nano);
    }
  }

  @SuppressWarnings("ReturnValueIgnored") // only whether it can be made matters
  private void validateZoned(long from, long to, long second, int nano) {
    validateUtf8(from, to);
    byte[] id = segment.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
    ZoneId zone = ZoneId.of(new String(id, StandardCharsets.UTF_8));
    ZonedDateTime.ofInstant(Instant.ofEpochSecond(second, nano), zone);
  }

  private void validateReference(long from, long to) {
    check(to - from >= PropertyBlockLayout.TABLE_OFFSET, "no table", from, to - from);
    int tableBytes =
        PropertyBlockLayout.shortAt(segment, from + PropertyBlockLayout.TABLE_LENGTH_OFFSET);
    long table = from + PropertyBlockLayout.TABLE_OFFSET;
    check(tableBytes <= to - table, "table is longer than its value", from, tableBytes);
    validateUtf8(table, table + tableBytes);
    validateUtf8(table + tableBytes, to);
  }

  private static void checkLength(long from, long to, int wanted) {
    check(to - from == wanted, "value has another length than its type", from, to - from);
  }

  private static void check(boolean holds, String what, long offset, long found) {
    if (!holds) {
      throw new PropertyBlockDamagedException(what, offset, found);
    }
  }
}
