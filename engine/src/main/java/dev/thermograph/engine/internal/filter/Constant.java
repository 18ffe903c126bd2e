package dev.thermograph.engine.internal.filter;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.internal.block.ValueType;
import dev.thermograph.engine.property.PropertyValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.UUID;

/**
 * A value that stored ones are compared with, in the form in which that is quickest.
 * <em>Immutable.</em> Hot path: numbers of 64 bits, texts, dates, times and UUIDs allocate nothing.
 */
sealed interface Constant {
  /** Compares a stored value of the same sort with this: below 0 when the stored one is below. */
  int compare(PropertyBlockReader reader, int index);

  /** The quickest form of a value that is not null. */
  static Constant of(PropertyValue value, PropertyTrees trees) {
    return switch (value) {
      case PropertyValue.Null _ -> throw new IllegalArgumentException("null is no constant");
      case PropertyValue.Bool(boolean it) -> new OfBoolean(it);
      case PropertyValue.Int(long it) -> new OfInteger(it);
      case PropertyValue.Real(double it) -> new OfReal(it);
      case PropertyValue.BigInt(var it) -> new OfBig(new BigDecimal(it));
      case PropertyValue.Decimal(var it) -> new OfBig(it);
      case PropertyValue.Text(String it) -> new OfText(it.getBytes(StandardCharsets.UTF_8));
      case PropertyValue.EnumName(String it) -> new OfText(it.getBytes(StandardCharsets.UTF_8));
      case PropertyValue.Bytes(byte[] it) -> new OfBytes(it.clone());
      case PropertyValue.Uuid(UUID it) -> new OfUuid(it);
      case PropertyValue.Date(var it) -> new OfDate(it.toEpochDay());
      case PropertyValue.Time(var it) -> new OfTime(it.toNanoOfDay());
      case PropertyValue.DateTime(var it) -> new OfDateTime(it);
      case PropertyValue.Moment(var it) -> new OfMoment(it);
      case PropertyValue.OffsetMoment(var it) -> new OfMoment(it.toInstant());
      case PropertyValue.ZonedMoment(var it) -> new OfMoment(it.toInstant());
      case PropertyValue.Span(var it) -> new OfSpan(it);
      case PropertyValue.CalendarSpan _, PropertyValue.Reference _ -> new OfTree(value, trees);
      case PropertyValue.Vector _, PropertyValue.ListOf _ -> new OfTree(value, trees);
      case PropertyValue.MapOf _ -> new OfTree(value, trees);
    };
  }

  record OfBoolean(boolean value) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      return Boolean.compare(reader.booleanAt(index), value);
    }
  }

  record OfInteger(long value) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      return Numbers.compare(reader, index, value);
    }
  }

  record OfReal(double value) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      return Numbers.compare(reader, index, value);
    }
  }

  record OfBig(BigDecimal value) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      return Numbers.compare(reader, index, value);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record OfText(byte[] utf8) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      return reader.compareText(index, utf8);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record OfBytes(byte[] bytes) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      return Arrays.compareUnsigned(reader.bytesAt(index), bytes);
    }
  }

  record OfUuid(UUID value) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      if (reader.uuidEquals(index, value)) {
        return 0;
      }
      UUID stored = reader.uuidAt(index);
      int byHigh =
          Long.compareUnsigned(stored.getMostSignificantBits(), value.getMostSignificantBits());
      return byHigh != 0
          ? byHigh
          : Long.compareUnsigned(stored.getLeastSignificantBits(), value.getLeastSignificantBits());
    }
  }

  record OfDate(long epochDay) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      return Long.compare(reader.epochDayAt(index), epochDay);
    }
  }

  record OfTime(long nanoOfDay) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      return Long.compare(reader.nanoOfDayAt(index), nanoOfDay);
    }
  }

  record OfDateTime(LocalDateTime value) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      return reader.dateTimeAt(index).compareTo(value);
    }
  }

  record OfMoment(Instant value) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      return stored(reader, index, reader.typeAt(index)).compareTo(value);
    }

    private static Instant stored(PropertyBlockReader reader, int index, ValueType type) {
      if (type == ValueType.MOMENT) {
        return reader.momentAt(index);
      }
      return type == ValueType.OFFSET_MOMENT
          ? reader.offsetMomentAt(index).toInstant()
          : reader.zonedMomentAt(index).toInstant();
    }
  }

  record OfSpan(Duration value) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      return reader.spanAt(index).compareTo(value);
    }
  }

  /** What can only be equal; anything else is told as above. */
  record OfTree(PropertyValue value, PropertyTrees trees) implements Constant {
    @Override
    public int compare(PropertyBlockReader reader, int index) {
      return trees.read(reader, index).equals(value) ? 0 : 1;
    }
  }
}
