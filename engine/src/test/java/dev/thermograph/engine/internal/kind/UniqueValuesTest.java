package dev.thermograph.engine.internal.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.UniqueRule;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two values are equal exactly when their hashes are, as far as 64 bits can tell. */
final class UniqueValuesTest {
  private static final long SEED = Long.getLong("thermograph.seed", 6);

  @Test
  void valuesAreEqualExactlyWhenTheirHashesAre() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<PropertyValue> values = new ArrayList<>();
    StoredSamples.GOLDEN.stream().map(Map.Entry::getKey).forEach(values::add);
    for (int index = 0; index < 80; index++) {
      String text = StoredSamples.text(random);
      values.add(new PropertyValue.Text(text));
      values.add(new PropertyValue.EnumName(text));
      values.add(new PropertyValue.Text(UniqueHash.fold(text)));
      values.add(new PropertyValue.Int(random.nextInt(-200, 200)));
      values.add(new PropertyValue.Real(random.nextInt(-200, 200)));
      values.add(new PropertyValue.Uuid(new UUID(random.nextInt(5), random.nextInt(5))));
    }
    for (BoundUnique unique : List.of(StoredSamples.UNIQUE, StoredSamples.FOLDING)) {
      requireHashesTellThemApart(unique, values);
    }
  }

  private static void requireHashesTellThemApart(BoundUnique unique, List<PropertyValue> values) {
    List<PropertyBlockReader> blocks = values.stream().map(StoredSamples::block).toList();
    long[] hashes = blocks.stream().mapToLong(it -> UniqueValues.hash(unique, it)).toArray();
    int equal = 0;
    for (int one = 0; one < hashes.length; one++) {
      for (int other = 0; other < hashes.length; other++) {
        boolean isEqual = UniqueValues.areEqual(unique, blocks.get(one), blocks.get(other));
        if (isEqual != (hashes[one] == hashes[other])
            || isEqual != areEqual(unique, values.get(one), values.get(other))) {
          throw new AssertionError(
              "seed=" + SEED + " one=" + values.get(one) + " other=" + values.get(other));
        }
        equal += isEqual ? 1 : 0;
      }
    }
    assertThat(equal).isGreaterThan(values.size());
  }

  /** The same in Java's terms. */
  private static boolean areEqual(BoundUnique unique, PropertyValue one, PropertyValue other) {
    String oneText = text(one);
    String otherText = text(other);
    if (oneText == null || otherText == null) {
      return one.equals(other);
    }
    return unique.rule().isIgnoringCase()
        ? UniqueHash.fold(oneText).equals(UniqueHash.fold(otherText))
        : oneText.equals(otherText);
  }

  private static @Nullable String text(PropertyValue value) {
    return switch (value) {
      case PropertyValue.Text(String it) -> it;
      case PropertyValue.EnumName(String it) -> it;
      default -> null;
    };
  }

  @Test
  void severalValuesAreComparedInTheOrderOfTheRule() {
    UniqueRule rule = new UniqueRule("pair", List.of("second", "first"), false);
    BoundUnique pair = new BoundUnique(1, rule, List.of(9, 4), List.of(), 77);
    PropertyBlockReader ab = pair(4, "a", 9, "b");
    assertThat(UniqueValues.areEqual(pair, ab, pair(9, "b", 4, "a"))).isTrue();
    assertThat(UniqueValues.hash(pair, ab))
        .isEqualTo(UniqueValues.hash(pair, pair(9, "b", 4, "a")));
    assertThat(UniqueValues.hash(pair, ab))
        .isEqualTo(UniqueHash.ofText(UniqueHash.ofText(77, "b", false), "a", false));
    for (PropertyBlockReader other : List.of(pair(4, "b", 9, "a"), pair(4, "ab", 9, ""))) {
      assertThat(UniqueValues.areEqual(pair, ab, other)).isFalse();
      assertThat(UniqueValues.hash(pair, ab)).isNotEqualTo(UniqueValues.hash(pair, other));
    }
  }

  @Test
  void aNodeThatLacksAValueIsNotCompared() {
    UniqueRule rule = new UniqueRule("pair", List.of("second", "first"), false);
    BoundUnique pair = new BoundUnique(1, rule, List.of(9, 4), List.of(), 77);
    PropertyBlockReader whole = pair(4, "a", 9, "b");
    PropertyBlockReader lacking = pair(4, "a", 10, "b");
    PropertyBlockReader withNull = pair(4, "a", 9, null);
    assertThat(UniqueValues.areThere(pair, whole)).isTrue();
    for (PropertyBlockReader other : List.of(lacking, withNull)) {
      assertThat(UniqueValues.areThere(pair, other)).isFalse();
      assertThat(UniqueValues.areEqual(pair, other, other)).isFalse();
      assertThat(UniqueValues.areEqual(pair, whole, other)).isFalse();
      assertThat(UniqueValues.areEqual(pair, other, whole)).isFalse();
    }
  }

  private static PropertyBlockReader pair(
      int oneKey, String one, int otherKey, @Nullable String other) {
    PropertyBlockWriter writer = new PropertyBlockWriter().begin();
    writer.key(oneKey).putText(one);
    writer.key(otherKey);
    if (other == null) {
      writer.putNull();
    } else {
      writer.putText(other);
    }
    writer.finish();
    return new PropertyBlockReader().wrap(MemorySegment.ofArray(writer.toByteArray()), 0);
  }
}
