package dev.thermograph.engine.property;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * A value of a property, as a tree. <em>Immutable</em>; two values are equal when type and content
 * are: {@code 1} is not {@code 1.0}, and {@code 1.50} is not {@code 1.5}.
 *
 * <p>Made at the edge of the API only. Inside, values are read where they lie.
 */
public sealed interface PropertyValue {

  /** As messages show it: on one line, cut where it is long, cheap however large it is. */
  default String shown() {
    return ShownValue.of(this);
  }

  /** A property that is there and has no value; an absent one has no {@code PropertyValue}. */
  record Null() implements PropertyValue {}

  /** True or false. */
  record Bool(boolean value) implements PropertyValue {}

  /** An integer of 64 bits; all smaller ones are kept as this too. */
  record Int(long value) implements PropertyValue {}

  /** A double, NaN (of which there is one), infinities and -0.0 included. */
  record Real(double value) implements PropertyValue {}

  /** An integer of any size. */
  record BigInt(BigInteger value) implements PropertyValue {}

  /** A decimal with exactly this scale. */
  record Decimal(BigDecimal value) implements PropertyValue {}

  /** Unicode text. A half of a surrogate pair is refused when it is stored. */
  record Text(String value) implements PropertyValue {}

  /** The name of an enum's constant. */
  record EnumName(String value) implements PropertyValue {}

  /** Bytes, not to be changed by whoever made or got the array. */
  @SuppressWarnings("ArrayRecordComponent") // equals below; a copy per read would cost too much
  record Bytes(byte[] value) implements PropertyValue {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes(byte[] bytes) && Arrays.equals(value, bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return "Bytes[" + value.length + "]";
    }
  }

  /** A vector of floats kept bit by bit, not to be changed by whoever made or got the array. */
  @SuppressWarnings("ArrayRecordComponent") // equals below; a copy per read would cost too much
  record Vector(float[] value) implements PropertyValue {
    @Override
    public boolean equals(Object other) {
      return other instanceof Vector(float[] floats) && Arrays.equals(value, floats);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return "Vector[" + value.length + "]";
    }
  }

  /** A date without a time. */
  record Date(LocalDate value) implements PropertyValue {}

  /** A time of day without a zone. */
  record Time(LocalTime value) implements PropertyValue {}

  /** A date and time without a zone. */
  record DateTime(LocalDateTime value) implements PropertyValue {}

  /** A point in time. */
  record Moment(Instant value) implements PropertyValue {}

  /** A date and time with its offset from UTC. */
  record OffsetMoment(OffsetDateTime value) implements PropertyValue {}

  /** A point in time and a zone; should the zone's rules change, the point in time stays. */
  record ZonedMoment(ZonedDateTime value) implements PropertyValue {}

  /** A length of time. */
  record Span(Duration value) implements PropertyValue {}

  /** Years, months and days. */
  record CalendarSpan(Period value) implements PropertyValue {}

  /** A UUID. */
  record Uuid(UUID value) implements PropertyValue {}

  /** A row outside of the graph. */
  record Reference(ExternalRef value) implements PropertyValue {}

  /** Values in order. */
  record ListOf(List<PropertyValue> elements) implements PropertyValue {
    /** Keeps a copy. */
    public ListOf {
      elements = List.copyOf(elements);
    }
  }

  /** Values by name, whose order says nothing; the empty name is a name. */
  record MapOf(SequencedMap<String, PropertyValue> fields) implements PropertyValue {
    /** Keeps a copy. */
    public MapOf {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }
  }
}
