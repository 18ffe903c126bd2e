package dev.thermograph.engine.internal.kind;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.Utf8;
import dev.thermograph.engine.internal.block.ValueType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * Hashes of the values that a key or a unique rule compares. They stand in the log, so they never
 * change. Equal values have equal hashes; two that only share a hash are told apart by {@link
 * UniqueValues}.
 *
 * <p><em>Stateless.</em> Hot path: the hashes of primitives allocate nothing. The mixing steps are
 * those of MurmurHash3's finalizer (Austin Appleby, public domain).
 */
public final class UniqueHash {
  private static final long PRIME_A = 0xff51afd7ed558ccdL;
  private static final long PRIME_B = 0xc4ceb9fe1a85ec53L;
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private UniqueHash() {}

  static long seed(int kindId, String rule) {
    byte[] utf8 = rule.getBytes(StandardCharsets.UTF_8);
    return ofBytes(mix(kindId + 1L), MemorySegment.ofArray(utf8), 0, utf8.length);
  }

  /** Hash of one more value that is an integer. */
  public static long ofLong(long hash, long value) {
    return mix(mix(hash ^ ValueType.INT.code()) ^ value);
  }

  /** Hash of one more value that is a text. Allocates its bytes. Refuses half surrogate pairs. */
  public static long ofText(long hash, String value, boolean isIgnoringCase) {
    return ofUtf8(hash, Utf8.encode(isIgnoringCase ? fold(value) : value));
  }

  /** Hash of one more value that is a text, folded already where case does not count. */
  public static long ofUtf8(long hash, byte[] utf8) {
    long begun = mix(hash ^ ValueType.TEXT.code());
    return ofBytes(begun, MemorySegment.ofArray(utf8), 0, utf8.length);
  }

  /** Hash of one more value of a block, whatever its type; nulls have none. */
  public static long ofValue(
      long hash, PropertyBlockReader reader, int index, boolean isIgnoringCase) {
    ValueType type = reader.typeAt(index);
    return switch (type) {
      case INT -> ofLong(hash, reader.longAt(index));
      case TEXT, ENUM_NAME -> {
        if (isIgnoringCase) {
          String text = type == ValueType.TEXT ? reader.textAt(index) : reader.enumNameAt(index);
          yield ofText(hash, text, true);
        }
        yield ofRaw(mix(hash ^ ValueType.TEXT.code()), reader, index);
      }
      case NULL,
          FALSE,
          TRUE,
          REAL,
          BIG_INT,
          DECIMAL,
          BYTES,
          VECTOR,
          DATE,
          TIME,
          DATE_TIME,
          MOMENT,
          OFFSET_MOMENT,
          ZONED_MOMENT,
          SPAN,
          CALENDAR_SPAN,
          UUID,
          REFERENCE,
          LIST,
          MAP ->
          ofRaw(mix(hash ^ type.code()), reader, index);
    };
  }

  /** Hash of one more value that is a UUID, whose bytes in a block are these two longs. */
  public static long ofUuid(long hash, UUID value) {
    long high = mix(mix(hash ^ ValueType.UUID.code()) ^ value.getMostSignificantBits());
    return finish(mix(high ^ value.getLeastSignificantBits()), 2L * Long.BYTES);
  }

  private static long ofRaw(long hash, PropertyBlockReader reader, int index) {
    return ofBytes(hash, reader.memory(), reader.offsetAt(index), reader.lengthAt(index));
  }

  private static long ofBytes(long hash, MemorySegment memory, long offset, int length) {
    long mixed = hash;
    int at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      mixed = mix(mixed ^ memory.get(LONG, offset + at));
    }
    long rest = 0;
    for (int shift = 0; at < length; at++, shift += Byte.SIZE) {
      rest |= (memory.get(ValueLayout.JAVA_BYTE, offset + at) & 0xffL) << shift;
    }
    return finish(rest == 0 ? mixed : mix(mixed ^ rest), length);
  }

  private static long finish(long hash, long length) {
    return mix(hash ^ (length * PRIME_A));
  }

  /** Text as it is compared where case does not count. */
  public static String fold(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * PRIME_A;
    mixed = (mixed ^ (mixed >>> 33)) * PRIME_B;
    return mixed ^ (mixed >>> 33);
  }
}
