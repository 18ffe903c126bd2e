package dev.thermograph.engine.internal.block;

import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
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
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Value trees of every type, edge cases included. */
final class Trees {
  private static final int DEPTH = 3;

  private Trees() {}

  static Arbitrary<PropertyValue.MapOf> maps() {
    return mapsOf(values(DEPTH));
  }

  static Arbitrary<PropertyValue> values() {
    return values(DEPTH);
  }

  private static Arbitrary<PropertyValue> values(int depth) {
    if (depth == 0) {
      return leaves();
    }
    Arbitrary<PropertyValue> inner = values(depth - 1);
    Arbitrary<PropertyValue> lists = inner.list().ofMaxSize(6).map(PropertyValue.ListOf::new);
    return Arbitraries.frequencyOf(
        Tuple.of(6, leaves()), Tuple.of(1, lists), Tuple.of(1, mapsOf(inner).map(map -> map)));
  }

  private static Arbitrary<PropertyValue.MapOf> mapsOf(Arbitrary<PropertyValue> values) {
    return Combinators.combine(values.list().ofMaxSize(12), keys().list().ofSize(12))
        .as(
            (content, names) -> {
              SequencedMap<String, PropertyValue> fields = new LinkedHashMap<>();
              IntStream.range(0, content.size())
                  .forEach(index -> fields.put(names.get(index), content.get(index)));
              return new PropertyValue.MapOf(fields);
            });
  }

  static Arbitrary<String> keys() {
    return Arbitraries.oneOf(
        Arbitraries.of("", "name", "age", "$date", "$map", "ключ", "名前", "\uD83D\uDE00", "a.b\"\\"),
        Arbitraries.integers().between(0, 400).map(number -> "key" + number));
  }

  /** Every string that UTF-8 can say. */
  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ascii().ofMaxLength(40),
        Arbitraries.of("", "\0", "NaN", "\uFFFF", "\uD83D\uDE00\uD83D\uDE00", "é".repeat(300)),
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
            .map(Character::toString)
            .list()
            .ofMaxSize(20)
            .map(points -> String.join("", points)));
  }

  static Arbitrary<PropertyValue> leaves() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            new PropertyValue.Null(), new PropertyValue.Bool(true), new PropertyValue.Bool(false)),
        numbers(),
        texts().map(PropertyValue.Text::new),
        texts().map(PropertyValue.EnumName::new),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(PropertyValue.Bytes::new),
        vectors(),
        times(),
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
            .as((high, low) -> new PropertyValue.Uuid(new UUID(high, low))),
        Combinators.combine(texts(), texts())
            .as((table, id) -> new PropertyValue.Reference(new ExternalRef(table, id))));
  }

  private static Arbitrary<PropertyValue> numbers() {
    return Arbitraries.oneOf(
        longs().map(PropertyValue.Int::new),
        Arbitraries.longs().map(Double::longBitsToDouble).map(PropertyValue.Real::new),
        Arbitraries.doubles().map(PropertyValue.Real::new),
        Arbitraries.of(
                0.0,
                -0.0,
                0.1,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Double.MIN_VALUE,
                Double.MAX_VALUE)
            .map(PropertyValue.Real::new),
        bigIntegers().map(PropertyValue.BigInt::new),
        Combinators.combine(bigIntegers(), scales())
            .as((unscaled, scale) -> new PropertyValue.Decimal(new BigDecimal(unscaled, scale))));
  }

  private static Arbitrary<Integer> scales() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(-30, 30), Arbitraries.of(1_000_000_000, -1_000_000_000));
  }

  /** All lengths of an integer are as likely. */
  static Arbitrary<Long> longs() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(0, 63))
        .as((value, shift) -> value >> shift);
  }

  private static Arbitrary<BigInteger> bigIntegers() {
    return Arbitraries.oneOf(
        longs().map(BigInteger::valueOf),
        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(60).map(BigInteger::new));
  }

  private static Arbitrary<PropertyValue> vectors() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMaxSize(200)
        .map(
            bytes -> {
              float[] vector = new float[bytes.length / Float.BYTES];
              ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
              return new PropertyValue.Vector(vector);
            });
  }

  private static Arbitrary<Integer> nanos() {
    return Arbitraries.integers().between(0, 999_999_999);
  }

  private static Arbitrary<PropertyValue> times() {
    Arbitrary<LocalDate> dates =
        Arbitraries.longs()
            .between(LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay())
            .map(LocalDate::ofEpochDay);
    Arbitrary<LocalTime> times =
        Arbitraries.longs().between(0, TimeUnit.DAYS.toNanos(1) - 1).map(LocalTime::ofNanoOfDay);
    Arbitrary<LocalDateTime> dateTimes = Combinators.combine(dates, times).as(LocalDateTime::of);
    Arbitrary<ZoneOffset> offsets =
        Arbitraries.integers().between(-64_800, 64_800).map(ZoneOffset::ofTotalSeconds);
    Arbitrary<Instant> instants =
        Combinators.combine(
                Arbitraries.longs()
                    .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                nanos())
            .as(Instant::ofEpochSecond);
    return Arbitraries.oneOf(
        dates.map(PropertyValue.Date::new),
        times.map(PropertyValue.Time::new),
        dateTimes.map(PropertyValue.DateTime::new),
        instants.map(PropertyValue.Moment::new),
        Combinators.combine(dateTimes, offsets)
            .as((time, offset) -> new PropertyValue.OffsetMoment(OffsetDateTime.of(time, offset))),
        zonedMoments(offsets),
        Combinators.combine(Arbitraries.longs(), nanos())
            .as((second, nano) -> new PropertyValue.Span(Duration.ofSeconds(second, nano))),
        Combinators.combine(Arbitraries.integers(), Arbitraries.integers(), Arbitraries.integers())
            .as(
                (years, months, days) ->
                    new PropertyValue.CalendarSpan(Period.of(years, months, days))));
  }

  private static Arbitrary<PropertyValue> zonedMoments(Arbitrary<ZoneOffset> offsets) {
    Arbitrary<ZoneId> zones =
        Arbitraries.oneOf(
            offsets.map(offset -> (ZoneId) offset),
            Arbitraries.of("Europe/Paris", "America/New_York", "UTC", "GMT+2", "Asia/Kolkata")
                .map(ZoneId::of));
    Arbitrary<Instant> instants =
        Combinators.combine(
                Arbitraries.longs().between(-100_000_000_000L, 200_000_000_000L), nanos())
            .as(Instant::ofEpochSecond);
    return Combinators.combine(instants, zones)
        .as(
            (instant, zone) ->
                new PropertyValue.ZonedMoment(ZonedDateTime.ofInstant(instant, zone)))
        .filter(moment -> moment.value().get(ChronoField.YEAR) > -5000)
        .map(moment -> moment);
  }
}
