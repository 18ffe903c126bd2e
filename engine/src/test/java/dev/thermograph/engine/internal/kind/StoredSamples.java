package dev.thermograph.engine.internal.kind;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.UniqueRule;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.UUID;

/** Values of each type in blocks, under the one rule that the tests compare by. */
final class StoredSamples {
  private static final int KEY_ID = 3;

  /** Compares one property. */
  static final BoundUnique UNIQUE = unique(false);

  /** Compares the same without regard to case. */
  static final BoundUnique FOLDING = unique(true);

  private StoredSamples() {}

  private static BoundUnique unique(boolean isIgnoringCase) {
    UniqueRule rule = new UniqueRule("rule", List.of("property"), isIgnoringCase);
    return new BoundUnique(2, rule, List.of(KEY_ID), List.of(), UniqueHash.seed(2, "rule"));
  }

  /** Shows a block that has the value, between others. */
  static PropertyBlockReader block(PropertyValue value) {
    KeyDictionary keys = new KeyDictionary();
    PropertyBlockWriter writer = new PropertyBlockWriter().begin();
    writer.key(KEY_ID - 1).putText("before");
    new PropertyTrees(keys).put(value, writer.key(KEY_ID));
    writer.key(KEY_ID + 1).putLong(1);
    writer.finish();
    return new PropertyBlockReader().wrap(MemorySegment.ofArray(writer.toByteArray()), 0);
  }

  /** Hash of a stored value. */
  static long hash(PropertyValue value, boolean isIgnoringCase) {
    return UniqueValues.hash(isIgnoringCase ? FOLDING : UNIQUE, block(value));
  }

  /** ASCII, two, three and four bytes mixed, 0 to 40 characters. */
  static String text(SplittableRandom random) {
    String alphabet = "aAbB09 \0ßäÄşİıπΣσς€漢";
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(40);
    for (int index = 0; index < count; index++) {
      if (random.nextInt(8) == 0) {
        text.appendCodePoint(0x1F680 + random.nextInt(8));
      } else {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
    }
    return text.toString();
  }

  private static SequencedMap<String, PropertyValue> fields() {
    SequencedMap<String, PropertyValue> fields = new LinkedHashMap<>();
    fields.put("x", new PropertyValue.Int(1));
    return fields;
  }

  /** Values and their hashes. */
  static final List<Map.Entry<PropertyValue, Long>> GOLDEN =
      List.of(
          Map.entry(new PropertyValue.Bool(false), 0xa0a5ff34f9f36643L),
          Map.entry(new PropertyValue.Bool(true), 0x6c8c447edcfabab0L),
          Map.entry(new PropertyValue.Int(0), 0x64716829d1413d24L),
          Map.entry(new PropertyValue.Int(-129), 0xd8fc5d635b55395fL),
          Map.entry(new PropertyValue.Real(0.0), 0xe37cc437953f91b8L),
          Map.entry(new PropertyValue.Real(-0.0), 0xedb72ac99bf1c753L),
          Map.entry(new PropertyValue.Real(Double.NaN), 0x42130292d3ee54e5L),
          Map.entry(new PropertyValue.BigInt(BigInteger.TWO.pow(70)), 0x1d1f1b4426578a04L),
          Map.entry(new PropertyValue.Decimal(new BigDecimal("1.5")), 0xb24c20cf511f2b15L),
          Map.entry(new PropertyValue.Decimal(new BigDecimal("1.50")), 0x9bebe1f5fdeebf69L),
          Map.entry(new PropertyValue.Text("text"), 0x4c1ba30961f988b2L),
          Map.entry(new PropertyValue.EnumName("LOW"), 0x897dd9f78277bd6dL),
          Map.entry(new PropertyValue.Bytes(new byte[] {1, 2, 0}), 0xaf2ec37ffe4139f9L),
          Map.entry(new PropertyValue.Vector(new float[] {1, -2}), 0x225f136c6a2be0faL),
          Map.entry(new PropertyValue.Date(LocalDate.of(2026, 11, 21)), 0x0966eb164f366be6L),
          Map.entry(new PropertyValue.Time(LocalTime.of(12, 30, 0, 5)), 0x04d9d6ebf8e2887cL),
          Map.entry(
              new PropertyValue.DateTime(LocalDateTime.of(2026, 11, 21, 1, 2, 3, 4)),
              0x40d042c484dea6f3L),
          Map.entry(new PropertyValue.Moment(Instant.ofEpochSecond(7, 8)), 0x599baa81e0e5e3d9L),
          Map.entry(
              new PropertyValue.OffsetMoment(
                  OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(2))),
              0x2a419fecd12e922cL),
          Map.entry(
              new PropertyValue.ZonedMoment(
                  Instant.ofEpochSecond(9).atZone(ZoneId.of("Europe/Berlin"))),
              0x03ead2040da51019L),
          Map.entry(new PropertyValue.Span(Duration.ofSeconds(1, 2)), 0x401309d546507782L),
          Map.entry(new PropertyValue.CalendarSpan(Period.of(1, 2, 3)), 0x6b093c5f5262d240L),
          Map.entry(new PropertyValue.Uuid(new UUID(1, 2)), 0x0ffa2263d7e0347cL),
          Map.entry(
              new PropertyValue.Reference(new ExternalRef("table", "id")), 0x84a9bc77a53e9ce2L),
          Map.entry(
              new PropertyValue.ListOf(List.of(new PropertyValue.Int(1))), 0x17a4846c44227620L),
          Map.entry(new PropertyValue.MapOf(fields()), 0x4a297e0670f77035L));
}
