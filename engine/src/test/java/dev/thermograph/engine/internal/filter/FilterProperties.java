package dev.thermograph.engine.internal.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.filter.Condition;
import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyValue;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Few values that are often equal or near, so that each relation is met often. */
final class FilterProperties {
  private static final List<String> PATHS =
      List.of("a", "b", "map.a", "map.b", "list[]", "list[].a", "map.list[]", "gone", "a.b", "b[]");

  private final KeyDictionary keys = new KeyDictionary();
  private final PropertyTrees trees = new PropertyTrees(keys);

  @Provide
  Arbitrary<PropertyValue> leaves() {
    return Arbitraries.of(leafValues());
  }

  private static List<PropertyValue> leafValues() {
    List<PropertyValue> values = new ArrayList<>();
    for (long it : new long[] {0, 1, -1, 2, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1}) {
      values.add(new PropertyValue.Int(it));
    }
    for (double it :
        new double[] {
          0.0,
          -0.0,
          1.0,
          -1.5,
          1.5,
          0x1p53,
          0x1p63,
          -0x1p63,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY
        }) {
      values.add(new PropertyValue.Real(it));
    }
    values.add(new PropertyValue.BigInt(BigInteger.TWO.pow(63)));
    values.add(new PropertyValue.BigInt(BigInteger.ONE));
    values.add(new PropertyValue.Decimal(new BigDecimal("1.00")));
    values.add(new PropertyValue.Decimal(new BigDecimal("-1.5")));
    for (String it : List.of("", "a", "ab", "abc", "b", "\uFFFF", "\uD83D\uDE00", "é")) {
      values.add(new PropertyValue.Text(it));
    }
    values.add(new PropertyValue.EnumName("ab"));
    values.add(new PropertyValue.Bool(true));
    values.add(new PropertyValue.Bool(false));
    values.add(new PropertyValue.Null());
    values.add(new PropertyValue.Bytes(new byte[] {1, -1}));
    values.add(new PropertyValue.Bytes(new byte[] {1, 1}));
    values.add(new PropertyValue.Uuid(new UUID(1, 2)));
    values.add(new PropertyValue.Uuid(new UUID(-1, 2)));
    values.add(new PropertyValue.Date(LocalDate.EPOCH));
    values.add(new PropertyValue.Date(LocalDate.EPOCH.minusDays(1)));
    Instant instant = Instant.ofEpochSecond(100, 5);
    values.add(new PropertyValue.Moment(instant));
    values.add(new PropertyValue.Moment(instant.plusNanos(1)));
    values.add(
        new PropertyValue.OffsetMoment(OffsetDateTime.ofInstant(instant, ZoneOffset.ofHours(3))));
    values.add(new PropertyValue.Reference(new ExternalRef("t", "1")));
    values.add(new PropertyValue.ListOf(List.of(new PropertyValue.Int(1))));
    return values;
  }

  @Provide
  Arbitrary<PropertyValue.MapOf> nodes() {
    Arbitrary<PropertyValue> lists =
        Arbitraries.oneOf(leaves(), maps(leaves()).map(it -> it))
            .list()
            .ofMaxSize(3)
            .map(PropertyValue.ListOf::new);
    Arbitrary<PropertyValue> inner =
        Arbitraries.frequencyOf(Tuple.of(4, leaves()), Tuple.of(1, lists));
    Arbitrary<PropertyValue> values =
        Arbitraries.frequencyOf(
            Tuple.of(4, leaves()), Tuple.of(2, lists), Tuple.of(2, maps(inner).map(it -> it)));
    return maps(values);
  }

  private static Arbitrary<PropertyValue.MapOf> maps(Arbitrary<? extends PropertyValue> values) {
    return Combinators.combine(
            Arbitraries.of("a", "b", "map", "list").set().ofMaxSize(4), values.list().ofSize(4))
        .as(
            (names, content) -> {
              SequencedMap<String, PropertyValue> fields = new LinkedHashMap<>();
              names.forEach(name -> fields.put(name, content.get(fields.size())));
              return new PropertyValue.MapOf(fields);
            });
  }

  @Provide
  Arbitrary<Condition> conditions() {
    Arbitrary<PropertyValue> constants = leaves().filter(it -> Sort.of(it) != null);
    Arbitrary<PropertyValue> ordered =
        constants.filter(it -> Objects.requireNonNull(Sort.of(it)).isOrdered());
    Arbitrary<Boolean> orEqual = Arbitraries.of(true, false);
    Arbitrary<String> texts = Arbitraries.of("", "a", "b", "bc", "\uD83D\uDE00");
    Arbitrary<Condition> single =
        Arbitraries.oneOf(
            constants.map(Condition.Equal::new),
            constants.map(Condition.NotEqual::new),
            constants.list().ofMaxSize(4).map(Condition.In::new),
            Combinators.combine(ordered, orEqual).as(Condition.Below::new),
            Combinators.combine(ordered, orEqual).as(Condition.Above::new),
            texts.map(Condition.StartsWith::new),
            texts.map(Condition.Contains::new),
            Arbitraries.of(new Condition.IsNull(), new Condition.IsPresent()));
    return Arbitraries.oneOf(single, single.list().ofMaxSize(3).map(Condition.All::new));
  }

  @Property
  void holdsWhereTheSameConditionHoldsInPlainJava(
      @ForAll("nodes") PropertyValue.MapOf node, @ForAll("conditions") Condition condition) {
    PropertyBlockWriter writer = new PropertyBlockWriter();
    trees.write(node, writer);
    MemorySegment block = MemorySegment.ofArray(writer.toByteArray());
    for (String path : PATHS) {
      List<PathSteps.Step> steps = PathSteps.of(path);
      int[] ids = steps.stream().mapToInt(this::id).toArray();
      ValueTest test = new ConditionCompiler("Thing", path, null, trees).compile(condition);
      PathTest pathTest = new PathTest(ids, test);
      boolean expected = plain(node, steps, 0, condition);
      for (int round = 0; round < 2; round++) { // the second time it knows where to look
        assertThat(pathTest.matches(new PropertyBlockReader().wrap(block, 0)))
            .as("path=%s condition=%s node=%s", path, condition, node)
            .isEqualTo(expected);
      }
    }
  }

  private int id(PathSteps.Step step) {
    if (step instanceof PathSteps.Step.Field(String name)) {
      int id = keys.find(name);
      return id == KeyDictionary.ABSENT ? PathTest.UNKNOWN_NAME : id;
    }
    return PathTest.ANY_ELEMENT;
  }

  private static boolean plain(
      @Nullable PropertyValue value, List<PathSteps.Step> steps, int depth, Condition condition) {
    if (depth == steps.size()) {
      return PlainConditions.holds(condition, value);
    }
    return switch (steps.get(depth)) {
      case PathSteps.Step.Field(String name) ->
          plain(
              value instanceof PropertyValue.MapOf(var fields) ? fields.get(name) : null,
              steps,
              depth + 1,
              condition);
      case PathSteps.Step.AnyElement() ->
          value instanceof PropertyValue.ListOf(var elements)
              && elements.stream().anyMatch(it -> plain(it, steps, depth + 1, condition));
    };
  }

  @Example
  void plainConditionsAreNotAlwaysTheSame() {
    long held = leafValues().stream().filter(it -> PlainConditions.holds(equalToOne(), it)).count();
    assertThat(held).isEqualTo(4); // 1, 1.0, the big integer and 1.00
  }

  private static Condition equalToOne() {
    return new Condition.Equal(new PropertyValue.Int(1));
  }
}
