package dev.thermograph.engine.internal.block;

import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.error.Messages;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;

/**
 * Writes property blocks, one after the other: {@link #begin} (or {@link #beginPatch}), then for
 * each field {@link #key} and a put, then {@link #finish} and {@link #copyTo}. Fields may come in
 * any order; lists and maps are opened by {@link #beginList} and {@link #beginMap}, closed by
 * {@link #end}, and elements of a list have no key. After a refusal the next begin starts afresh.
 *
 * <p>A patch keeps the fields of an older block that were neither put again nor removed, byte for
 * byte and without decoding them.
 *
 * <p>Hot path: puts of primitives allocate nothing once the scratch memory has grown to the largest
 * block seen. <em>Single-threaded:</em> whoever owns the writer.
 */
public final class PropertyBlockWriter {
  private final BlockScratch scratch = new BlockScratch();
  private boolean patching;
  private final PropertyBlockReader patched = new PropertyBlockReader();
  private int blockBytes;

  /** Starts an empty block and forgets the one before. */
  public PropertyBlockWriter begin() {
    patching = false;
    blockBytes = 0;
    scratch.reset();
    scratch.open(true);
    return this;
  }

  /**
   * Starts a block that takes over the fields of the block at {@code offset}, which must stay
   * unchanged until {@link #finish}. Only fields of the root map can be put again or removed.
   */
  public PropertyBlockWriter beginPatch(MemorySegment memory, long offset) {
    begin();
    patched.wrap(memory, offset);
    patching = true;
    return this;
  }

  /** Names the field that the next put, list or map is for. */
  public PropertyBlockWriter key(int keyId) {
    scratch.key(keyId);
    return this;
  }

  /** Removes a field of the patched block, if it has it. */
  public void remove(int keyId) {
    assert patching && scratch.depth() == 1 : "depth=" + scratch.depth();
    scratch.key(keyId);
    scratch.addEntry(BlockScratch.REMOVED);
  }

  /** Puts null, which is not the same as putting nothing. */
  public void putNull() {
    scratch.addEntry(ValueType.NULL.code());
  }

  /** Puts a boolean. */
  public void putBoolean(boolean value) {
    scratch.addEntry((value ? ValueType.TRUE : ValueType.FALSE).code());
  }

  /** Puts an integer. */
  public void putLong(long value) {
    putInteger(ValueType.INT, value);
  }

  private void putInteger(ValueType type, long value) {
    int length = PropertyBlockLayout.integerBytes(value);
    long at = scratch.reserve(Long.BYTES);
    PropertyBlockLayout.putLong(scratch.segment(), at, value);
    scratch.keep(length);
    scratch.addEntry(type.code());
  }

  /** Puts a double; every NaN becomes the same one. */
  public void putDouble(double value) {
    long at = scratch.reserve(Double.BYTES);
    PropertyBlockLayout.putLong(scratch.segment(), at, Double.doubleToLongBits(value));
    scratch.keep(Double.BYTES);
    scratch.addEntry(ValueType.REAL.code());
  }

  /** Puts a text. */
  public void putText(String value) {
    scratch.appendUtf8(value);
    scratch.addEntry(ValueType.TEXT.code());
  }

  /** Puts a text that is well-formed UTF-8 already. */
  public void putUtf8(byte[] utf8) {
    assert Utf8.findMalformed(MemorySegment.ofArray(utf8), 0, utf8.length) < 0 : "not UTF-8";
    scratch.appendBytes(utf8);
    scratch.addEntry(ValueType.TEXT.code());
  }

  /** Puts the name of an enum's constant. */
  public void putEnumName(String name) {
    scratch.appendUtf8(name);
    scratch.addEntry(ValueType.ENUM_NAME.code());
  }

  /** Puts an integer of any size up to {@link PropertyBlockLayout#NUMBER_BYTES_MAX}. */
  public void putBigInteger(BigInteger value) {
    appendNumber(value);
    scratch.addEntry(ValueType.BIG_INT.code());
  }

  /** Puts a decimal; its scale is kept. */
  public void putDecimal(BigDecimal value) {
    long at = scratch.reserve(Integer.BYTES);
    PropertyBlockLayout.putInt(scratch.segment(), at, value.scale());
    scratch.keep(Integer.BYTES);
    appendNumber(value.unscaledValue());
    scratch.addEntry(ValueType.DECIMAL.code());
  }

  private void appendNumber(BigInteger value) {
    int length = value.bitLength() / Byte.SIZE + 1;
    if (length > PropertyBlockLayout.NUMBER_BYTES_MAX) {
      throw new PropertyRefusedException(
          Messages.format(
              "number is too long: bytes=%d max=%d", length, PropertyBlockLayout.NUMBER_BYTES_MAX));
    }
    scratch.appendBytes(value.toByteArray());
  }

  /** Puts bytes. */
  public void putBytes(byte[] value) {
    scratch.appendBytes(value);
    scratch.addEntry(ValueType.BYTES.code());
  }

  /** Puts a vector. */
  public void putVector(float[] value) {
    long bytes = (long) value.length * Float.BYTES;
    long at = scratch.reserve(bytes);
    MemorySegment.copy(value, 0, scratch.segment(), PropertyBlockLayout.FLOAT, at, value.length);
    scratch.keep((int) bytes);
    scratch.addEntry(ValueType.VECTOR.code());
  }

  /** Puts a date. */
  public void putDate(LocalDate value) {
    putInteger(ValueType.DATE, value.toEpochDay());
  }

  /** Puts a time of day. */
  public void putTime(LocalTime value) {
    putInteger(ValueType.TIME, value.toNanoOfDay());
  }

  /** Puts a date and time. */
  @SuppressWarnings("JavaLocalDateTimeGetNano") // the seconds go with it
  public void putDateTime(LocalDateTime value) {
    appendSeconds(value.toEpochSecond(ZoneOffset.UTC), value.getNano());
    scratch.addEntry(ValueType.DATE_TIME.code());
  }

  /** Puts an instant. */
  public void putMoment(Instant value) {
    appendSeconds(value.getEpochSecond(), value.getNano());
    scratch.addEntry(ValueType.MOMENT.code());
  }

  /** Puts a date and time with its offset. */
  public void putOffsetMoment(OffsetDateTime value) {
    appendSeconds(value.toLocalDateTime().toEpochSecond(ZoneOffset.UTC), value.getNano());
    appendInt(value.getOffset().getTotalSeconds());
    scratch.addEntry(ValueType.OFFSET_MOMENT.code());
  }

  /** Puts an instant with its zone. */
  public void putZonedMoment(ZonedDateTime value) {
    appendSeconds(value.toEpochSecond(), value.getNano());
    scratch.appendUtf8(value.getZone().getId());
    scratch.addEntry(ValueType.ZONED_MOMENT.code());
  }

  /** Puts a duration. */
  public void putSpan(Duration value) {
    appendSeconds(value.getSeconds(), value.getNano());
    scratch.addEntry(ValueType.SPAN.code());
  }

  private void appendSeconds(long second, int nano) {
    long at = scratch.reserve(PropertyBlockLayout.MOMENT_BYTES);
    MemorySegment segment = scratch.segment();
    PropertyBlockLayout.putLong(segment, at + PropertyBlockLayout.SECOND_OFFSET, second);
    PropertyBlockLayout.putInt(segment, at + PropertyBlockLayout.NANO_OFFSET, nano);
    scratch.keep(PropertyBlockLayout.MOMENT_BYTES);
  }

  private void appendInt(int value) {
    long at = scratch.reserve(Integer.BYTES);
    PropertyBlockLayout.putInt(scratch.segment(), at, value);
    scratch.keep(Integer.BYTES);
  }

  /** Puts a period. */
  public void putCalendarSpan(Period value) {
    appendInt(value.getYears());
    appendInt(value.getMonths());
    appendInt(value.getDays());
    scratch.addEntry(ValueType.CALENDAR_SPAN.code());
  }

  /** Puts a UUID. */
  public void putUuid(UUID value) {
    long at = scratch.reserve(PropertyBlockLayout.UUID_BYTES);
    MemorySegment segment = scratch.segment();
    PropertyBlockLayout.putLong(
        segment, at + PropertyBlockLayout.UUID_HIGH_OFFSET, value.getMostSignificantBits());
    PropertyBlockLayout.putLong(
        segment, at + PropertyBlockLayout.UUID_LOW_OFFSET, value.getLeastSignificantBits());
    scratch.keep(PropertyBlockLayout.UUID_BYTES);
    scratch.addEntry(ValueType.UUID.code());
  }

  /** Puts a reference. */
  public void putReference(ExternalRef value) {
    int tableBytes = Utf8.encodedBytes(value.table());
    if (tableBytes > PropertyBlockLayout.TABLE_BYTES_MAX) {
      throw new PropertyRefusedException(
          Messages.format(
              "table name is too long: bytes=%d max=%d",
              tableBytes, PropertyBlockLayout.TABLE_BYTES_MAX));
    }
    long at = scratch.reserve(Short.BYTES);
    PropertyBlockLayout.putShort(scratch.segment(), at, tableBytes);
    scratch.keep(Short.BYTES);
    scratch.appendUtf8(value.table());
    scratch.appendUtf8(value.id());
    scratch.addEntry(ValueType.REFERENCE.code());
  }

  /** Opens a list; its elements follow. */
  public void beginList() {
    scratch.open(false);
  }

  /** Opens a map; its fields follow. */
  public void beginMap() {
    scratch.open(true);
  }

  /** Closes the innermost list or map. */
  public void end() {
    assert scratch.depth() > 1 : "the root is closed by finish";
    scratch.close();
  }

  /** Closes the block and returns its length in bytes. */
  public int finish() {
    assert scratch.depth() == 1 : "lists or maps left open: " + (scratch.depth() - 1);
    if (patching) {
      takeOverFields();
    }
    scratch.close();
    blockBytes = scratch.finishBlock();
    return blockBytes;
  }

  private void takeOverFields() {
    int putCount = scratch.sortFields();
    for (int index = 0; index < patched.count(); index++) {
      int keyId = patched.keyAt(index);
      if (!scratch.hasField(keyId, putCount)) {
        scratch.key(keyId);
        scratch.appendFrom(patched.segment(), patched.from(index), patched.lengthAt(index));
        scratch.addEntry(patched.codeAt(index));
      }
    }
    scratch.dropRemoved();
  }

  /** Copies the finished block, which takes {@link #finish} bytes. */
  public void copyTo(MemorySegment target, long offset) {
    MemorySegment.copy(scratch.segment(), 0, target, offset, blockBytes);
  }

  /** The finished block as an array of its own. */
  public byte[] toByteArray() {
    return scratch.segment().asSlice(0, blockBytes).toArray(ValueLayout.JAVA_BYTE);
  }
}
