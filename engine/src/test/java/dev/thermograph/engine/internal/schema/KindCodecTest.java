package dev.thermograph.engine.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockValidator;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.internal.record.JavaValues;
import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyRefusedException;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyRuleException;
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
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KindCodecTest {
  private static final NodeKind<Samples.Person> PERSON = NodeKind.of(Samples.Person.class);

  private final KeyDictionary dictionary = new KeyDictionary();
  private final PropertyBlockWriter writer = new PropertyBlockWriter();

  private <T> byte[] write(Kind<T> kind, T properties) {
    int length = KindCodec.of(kind, dictionary).write(properties, writer);
    byte[] block = writer.toByteArray();
    assertThat(block).hasSize(length);
    PropertyBlockValidator.validate(MemorySegment.ofArray(block));
    return block;
  }

  private <T> T read(Kind<T> kind, byte[] block) {
    return KindCodec.of(kind, dictionary).read(reader(block));
  }

  private static PropertyBlockReader reader(byte[] block) {
    return new PropertyBlockReader().wrap(MemorySegment.ofArray(block), 0);
  }

  private PropertyValue.MapOf tree(byte[] block) {
    return new PropertyTrees(dictionary).readMap(reader(block));
  }

  private <T> byte[] change(Kind<T> kind, byte[] block, Map<String, ?> changes) {
    KindCodec.of(kind, dictionary).writeChanged(MemorySegment.ofArray(block), 0, changes, writer);
    return writer.toByteArray();
  }

  @Test
  void primitivesAndBoxesComeBack() {
    NodeKind<Samples.Primitives> primitives = NodeKind.of(Samples.Primitives.class);
    NodeKind<Samples.Boxes> boxes = NodeKind.of(Samples.Boxes.class);
    Samples.Primitives lowest =
        new Samples.Primitives(
            true,
            Byte.MIN_VALUE,
            Short.MIN_VALUE,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            '\0',
            -0f,
            Double.MIN_VALUE);
    Samples.Boxes all =
        new Samples.Boxes(false, (byte) 1, (short) 2, 3, 4L, 'é', Float.NaN, Double.NaN);
    Samples.Boxes none = new Samples.Boxes(null, null, null, null, null, null, null, null);

    assertThat(read(primitives, write(primitives, lowest))).isEqualTo(lowest);
    assertThat(read(boxes, write(boxes, all))).isEqualTo(all);
    assertThat(read(boxes, write(boxes, none))).isEqualTo(none);
    assertThat(tree(write(boxes, none)).fields()).isEmpty();
  }

  @Test
  void timesComeBack() {
    NodeKind<Samples.Times> kind = NodeKind.of(Samples.Times.class);
    Samples.Times times =
        new Samples.Times(
            LocalDate.of(2024, 2, 29),
            LocalTime.of(23, 59, 59, 999_999_999),
            LocalDateTime.of(1969, 12, 31, 23, 59),
            Instant.ofEpochSecond(-1, 5),
            OffsetDateTime.parse("2020-01-01T00:00:00+05:30"),
            ZonedDateTime.parse("2020-07-01T00:00:00+02:00[Europe/Paris]"),
            Duration.ofSeconds(-3, 7),
            Period.of(1, -2, 3));

    assertThat(read(kind, write(kind, times))).isEqualTo(times);
  }

  @Test
  void nestedRecordsListsMapsAndAnyValuesComeBack() {
    NodeKind<Samples.Mixed> kind = NodeKind.of(Samples.Mixed.class);
    List<@Nullable String> notes = new ArrayList<>();
    notes.add("a");
    notes.add(null);
    Samples.Place place = new Samples.Place("Main", null, notes);
    Samples.Mixed mixed =
        new Samples.Mixed(
            "Ann",
            null,
            Samples.Level.HIGH,
            BigInteger.TWO.pow(100),
            new BigDecimal("1.50"),
            new UUID(1, 2),
            new ExternalRef("rows", "7"),
            place,
            List.of(place, new Samples.Place("Side", 5, List.of())),
            Map.of("x", Map.of("y", Samples.Level.LOW), "z", Map.of()),
            new PropertyValue.ListOf(List.of(new PropertyValue.Int(1))));

    assertThat(read(kind, write(kind, mixed))).isEqualTo(mixed);
  }

  @Test
  void arraysComeBack() {
    NodeKind<Samples.Arrays> kind = NodeKind.of(Samples.Arrays.class);
    Samples.Arrays arrays = new Samples.Arrays(new byte[] {1, 2}, new float[] {1, -0f, 3});

    Samples.Arrays read = read(kind, write(kind, arrays));

    assertThat(read.bytes()).containsExactly(1, 2);
    assertThat(read.vector()).containsExactly(1, -0f, 3);
    assertThat(read(kind, write(kind, new Samples.Arrays(new byte[0], null))).vector()).isNull();
  }

  @Test
  void edgeWithoutPropertiesIsAnEmptyBlock() {
    EdgeKind<NoProperties> knows = EdgeKind.of("KNOWS");

    assertThat(read(knows, write(knows, NoProperties.NONE))).isEqualTo(NoProperties.NONE);
  }

  @Test
  void openKindKeepsWhatItIsGiven() {
    NodeKind<PropertyValue.MapOf> widget = NodeKind.open("Widget");
    PropertyValue.MapOf tree = map("a", 1, "b", null, "c", List.of("x"));

    assertThat(read(widget, write(widget, tree))).isEqualTo(tree);
    assertThat(tree(change(widget, write(widget, tree), map("a", null, "d", 2).fields())))
        .isEqualTo(map("a", null, "b", null, "c", List.of("x"), "d", 2));
  }

  private static PropertyValue.MapOf map(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      fields.put(String.valueOf(namesAndValues[index]), namesAndValues[index + 1]);
    }
    return (PropertyValue.MapOf) JavaValues.of(fields);
  }

  @Test
  void valueThatBreaksARuleIsRefusedAndTheWriterGoesOn() {
    NodeKind<Samples.Person> adult = PERSON.property(Samples.Person::age, rule -> rule.min(18));

    assertThatThrownBy(() -> write(adult, new Samples.Person("Ann", 17, null)))
        .isInstanceOf(PropertyRuleException.class)
        .hasMessage(
            "value breaks a rule of its kind: kind=Person property=age value=17 rule=min limit=18");
    Samples.Person fine = new Samples.Person("Ann", 18, null);
    assertThat(read(adult, write(adult, fine))).isEqualTo(fine);
  }

  @Test
  @SuppressWarnings("NullAway") // a record cannot keep a null out
  void nullInARequiredPropertyIsRefused() {
    assertThatThrownBy(() -> write(PERSON, new Samples.Person(null, 1, null)))
        .isInstanceOf(PropertyRuleException.class)
        .hasMessage(
            "value breaks a rule of its kind: kind=Person property=name value=null rule=required"
                + " limit=text");
  }

  @Test
  void treeIsCheckedLikeARecord() {
    KindCodec<Samples.Person> codec = KindCodec.of(PERSON, dictionary);

    codec.writeTree(map("age", 3, "name", "Bob", "email", null), writer);
    assertThat(codec.read(reader(writer.toByteArray())))
        .isEqualTo(new Samples.Person("Bob", 3, null));
    assertThatThrownBy(() -> codec.writeTree(map("age", 3), writer))
        .hasMessageContaining("kind=Person property=name value=null rule=required");
    assertThatThrownBy(() -> codec.writeTree(map("name", "B", "age", 3, "agee", 4), writer))
        .isInstanceOf(PropertyRuleException.class)
        .hasMessage(
            "value breaks a rule of its kind: kind=Person property=agee value=of type Int"
                + " rule=unknown-property limit=name, age, email");
  }

  @Test
  void openKindIsHeldToTheLimits() {
    NodeKind<PropertyValue.MapOf> widget = NodeKind.open("Widget");
    Map<String, Object> many = new HashMap<>();
    for (int index = 0; index <= Kind.OPEN_PROPERTY_COUNT_MAX; index++) {
      many.put("p" + index, index);
    }

    assertThatThrownBy(() -> write(widget, (PropertyValue.MapOf) JavaValues.of(many)))
        .isInstanceOf(PropertyRuleException.class)
        .hasMessageContaining("kind=Widget")
        .hasMessageEndingWith("value=map of 65537 rule=property-count limit=65536");
    assertThatThrownBy(() -> write(widget, map("a", map("b", new byte[(16 << 20) + 1]))))
        .hasMessage(
            "value breaks a rule of its kind: kind=Widget property=a.b value=bytes[16777217]"
                + " rule=value-bytes limit=16777216 found=16777217");
  }

  @Test
  void changeKeepsWhatItDoesNotName() {
    byte[] block = write(PERSON, new Samples.Person("Ann", 30, "a@b"));

    byte[] older = change(PERSON, block, map("age", 31).fields());
    byte[] silent = change(PERSON, older, map("email", null).fields());

    assertThat(read(PERSON, older)).isEqualTo(new Samples.Person("Ann", 31, "a@b"));
    assertThat(read(PERSON, silent)).isEqualTo(new Samples.Person("Ann", 31, null));
    assertThat(tree(silent).fields()).containsOnlyKeys("name", "age");
  }

  @Test
  void changeThatBreaksARuleIsRefused() {
    byte[] block = write(PERSON, new Samples.Person("Ann", 30, "a@b"));

    assertThatThrownBy(() -> change(PERSON, block, map("name", null).fields()))
        .hasMessageContaining("kind=Person property=name value=null rule=required limit=text");
    assertThatThrownBy(() -> change(PERSON, block, Map.of("age", "old")))
        .hasMessageContaining("property=age value=\"old\" rule=type limit=int found=Text");
    assertThatThrownBy(() -> change(PERSON, block, Map.of("wage", 1)))
        .hasMessageContaining("property=wage value=of type Int rule=unknown-property");
    assertThatThrownBy(() -> change(PERSON, block, Map.of("age", new Object())))
        .isInstanceOf(PropertyRefusedException.class)
        .hasMessage("no property can hold this class: class=java.lang.Object");
  }

  @Test
  void defaultStandsForNullAndForWhatAnOlderBlockLacks() {
    NodeKind<Samples.Person> mailed =
        PERSON.property(Samples.Person::email, rule -> rule.defaultValue("none"));
    Samples.Person silent = new Samples.Person("Ann", 30, null);
    Samples.Person filled = new Samples.Person("Ann", 30, "none");

    assertThat(read(mailed, write(PERSON, silent))).isEqualTo(filled);
    assertThat(read(PERSON, write(mailed, silent))).isEqualTo(filled);
    byte[] block = write(mailed, new Samples.Person("Ann", 30, "x"));
    assertThat(read(mailed, change(mailed, block, map("email", null).fields()))).isEqualTo(filled);
  }

  record Picky(int value) {
    Picky {
      if (value > 9) {
        throw new IllegalArgumentException("too much");
      }
    }
  }

  record Lenient(int value) {}

  @Test
  void constructorThatRefusesWhatIsStoredIsNamed() {
    byte[] block = write(NodeKind.of(Lenient.class), new Lenient(10));

    assertThatThrownBy(() -> read(NodeKind.of(Picky.class), block))
        .isInstanceOf(PropertyRefusedException.class)
        .hasMessageStartingWith("record's constructor refuses the stored values: too much class=")
        .hasMessageEndingWith("Picky");
  }

  @Test
  void blockOfAnotherKindIsRefused() {
    byte[] block = write(NodeKind.open("Other"), map("name", 1));

    assertThatThrownBy(() -> read(NodeKind.of(Samples.Company.class), block))
        .isInstanceOf(PropertyRefusedException.class)
        .hasMessage("stored value has another type than the record: wanted=String found=Int");
    assertThatThrownBy(() -> read(NodeKind.of(Lenient.class), block))
        .hasMessage("stored properties lack a value that the record must have: property=value");
  }
}
