package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.internal.record.JavaValues;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.NodeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of nodes, how to make one at random, and what its rules compare, in plain Java.
 *
 * @param rules its key, if it has one, and its unique rules
 */
record NodeSort<T>(NodeKind<T> kind, Function<SplittableRandom, T> make, List<RuleSort<T>> rules) {
  /** So few values that nodes take them from each other. */
  private static final int VALUES = 12;

  /**
   * What a key or a rule compares.
   *
   * @param isKey whether it can be looked up as key, too
   */
  record RuleSort<T>(
      String name, boolean isKey, boolean isFolding, Function<T, List<@Nullable Object>> values) {
    /** What is equal when the rule says so; nothing when a value is missing. */
    @Nullable List<Object> compared(List<@Nullable Object> given) {
      if (given.contains(null)) {
        return null;
      }
      return given.stream().map(this::fold).toList();
    }

    private Object fold(@Nullable Object value) {
      return value instanceof String text && isFolding
          ? text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)
          : String.valueOf(value) + (value == null ? "" : value.getClass());
    }
  }

  /** The properties as a tree. */
  static PropertyValue.MapOf tree(Object properties) {
    return properties instanceof PropertyValue.MapOf map
        ? map
        : JavaValues.ofRecord((Record) properties);
  }

  static final NodeSort<ReadKinds.Person> PERSON =
      new NodeSort<>(
          ReadKinds.PERSON,
          random ->
              new ReadKinds.Person(
                  random.nextInt(VALUES) - 3,
                  anyCase("näme-" + random.nextInt(VALUES), random),
                  random.nextBoolean() ? null : random.nextInt(),
                  random.nextBoolean() ? ReadKinds.Level.LOW : ReadKinds.Level.HIGH,
                  random.nextDouble()),
          List.of(
              new RuleSort<>("uid", true, false, it -> listOf(it.uid())),
              new RuleSort<>("name", false, true, it -> listOf(it.name()))));

  static final NodeSort<ReadKinds.Place> PLACE =
      new NodeSort<>(
          ReadKinds.PLACE,
          random ->
              new ReadKinds.Place(
                  "c".repeat(random.nextInt(VALUES)),
                  "country" + random.nextInt(3),
                  "zip" + random.nextInt(4)),
          List.of(
              new RuleSort<>("code", true, false, it -> listOf(it.code())),
              new RuleSort<>("address", false, false, it -> listOf(it.country(), it.zip()))));

  static final NodeSort<ReadKinds.Device> DEVICE =
      new NodeSort<>(
          ReadKinds.DEVICE,
          random ->
              new ReadKinds.Device(
                  new UUID(0, random.nextInt(VALUES)),
                  random.nextInt(3) == 0 ? null : Instant.ofEpochSecond(random.nextInt(VALUES)),
                  random.nextBoolean(),
                  ReadKinds.Level.HIGH),
          List.of(
              new RuleSort<>("serial", true, false, it -> listOf(it.serial())),
              new RuleSort<>("seen", false, false, it -> listOf(it.seen()))));

  static final NodeSort<PropertyValue.MapOf> THING =
      new NodeSort<>(
          ReadKinds.THING,
          NodeSort::thing,
          List.of(new RuleSort<>("tag", false, false, it -> listOf(it.fields().get("tag")))));

  static final List<NodeSort<?>> ALL = List.of(PERSON, PLACE, DEVICE, THING);

  private static List<@Nullable Object> listOf(@Nullable Object... values) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(value);
    }
    return list;
  }

  private static String anyCase(String text, SplittableRandom random) {
    return random.nextBoolean() ? text : text.toUpperCase(Locale.ROOT);
  }

  private static PropertyValue.MapOf thing(SplittableRandom random) {
    SequencedMap<String, PropertyValue> fields = new LinkedHashMap<>();
    int value = random.nextInt(VALUES);
    switch (random.nextInt(4)) {
      case 0 -> fields.put("tag", new PropertyValue.Int(value));
      case 1 -> fields.put("tag", new PropertyValue.Text("" + value));
      case 2 -> fields.put("tag", new PropertyValue.ListOf(List.of(new PropertyValue.Int(value))));
      default -> fields.put("other", new PropertyValue.Bool(true));
    }
    return new PropertyValue.MapOf(fields);
  }
}
