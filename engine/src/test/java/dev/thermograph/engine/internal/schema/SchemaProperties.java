package dev.thermograph.engine.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.record.JavaValues;
import dev.thermograph.engine.property.ExternalRef;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Cardinality;
import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.engine.schema.KindRefusedException;
import dev.thermograph.engine.schema.Metric;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.engine.schema.PropertyRuleException;
import dev.thermograph.engine.schema.PropertyRules;
import dev.thermograph.engine.schema.PropertyType;
import dev.thermograph.engine.schema.SchemaDifference;
import dev.thermograph.engine.schema.UniqueRule;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Laws of codecs, catalogs and comparisons over generated records and kinds. */
final class SchemaProperties {
  private static final NodeKind<Samples.Mixed> MIXED = NodeKind.of(Samples.Mixed.class);

  private final KeyDictionary dictionary = new KeyDictionary();
  private final PropertyBlockWriter writer = new PropertyBlockWriter();

  private static Arbitrary<Samples.Place> places() {
    return Combinators.combine(
            Arbitraries.strings().alpha().ofMaxLength(5),
            Arbitraries.integers().injectNull(0.3),
            Arbitraries.strings().alpha().injectNull(0.3).list().ofMaxSize(4))
        .as(Samples.Place::new);
  }

  @Provide
  Arbitrary<Samples.Mixed> mixed() {
    Arbitrary<String> texts = Arbitraries.strings().ascii().ofMaxLength(8);
    Arbitrary<Samples.Level> levels = Arbitraries.of(Samples.Level.class);
    Arbitrary<Map<String, Map<String, Samples.Level>>> maps =
        Arbitraries.maps(texts, Arbitraries.maps(texts, levels).ofMaxSize(3)).ofMaxSize(3);
    Arbitrary<PropertyValue> rest =
        Arbitraries.oneOf(
            Arbitraries.longs().map(PropertyValue.Int::new),
            texts.map(PropertyValue.Text::new),
            places().map(JavaValues::of));
    return Combinators.combine(
            texts,
            texts.injectNull(0.5),
            levels,
            Arbitraries.bigIntegers(),
            Arbitraries.bigDecimals(),
            places(),
            places().list().ofMaxSize(3),
            Combinators.combine(maps, rest).as(Map::entry))
        .as(
            (name, nick, level, big, exact, home, places, others) ->
                new Samples.Mixed(
                    name,
                    nick,
                    level,
                    big,
                    exact,
                    new UUID(big.longValue(), exact.longValue()),
                    new ExternalRef("t", name),
                    home,
                    places,
                    others.getKey(),
                    others.getValue()));
  }

  @Property
  void recordComesBackFromItsBlock(@ForAll("mixed") Samples.Mixed record) {
    KindCodec<Samples.Mixed> codec = KindCodec.of(MIXED, dictionary);
    codec.write(record, writer);
    byte[] block = writer.toByteArray();

    PropertyBlockReader reader = new PropertyBlockReader().wrap(MemorySegment.ofArray(block), 0);
    assertThat(codec.read(reader)).isEqualTo(record);

    codec.writeTree(JavaValues.ofRecord(record), writer);
    assertThat(writer.toByteArray()).isEqualTo(block);
  }

  @Property
  void changedBlockIsTheOneOfTheChangedRecord(
      @ForAll("mixed") Samples.Mixed before, @ForAll("mixed") Samples.Mixed after) {
    KindCodec<Samples.Mixed> codec = KindCodec.of(MIXED, dictionary);
    codec.write(before, writer);
    MemorySegment block = MemorySegment.ofArray(writer.toByteArray());
    Map<String, Object> changes = new HashMap<>();
    JavaValues.ofRecord(after).fields().forEach(changes::put);
    changes.putIfAbsent("nick", new PropertyValue.Null());

    codec.writeChanged(block, 0, changes, writer);
    byte[] changed = writer.toByteArray();

    codec.write(after, writer);
    assertThat(changed).isEqualTo(writer.toByteArray());
  }

  private static Arbitrary<PropertyType> types(int depth) {
    Arbitrary<PropertyType> leaves =
        Arbitraries.oneOf(
            Arbitraries.of(PropertyType.Scalar.class).map(it -> it),
            Arbitraries.of("A", "B", "C")
                .set()
                .ofMinSize(1)
                .map(List::copyOf)
                .map(PropertyType.EnumOf::new),
            Combinators.combine(Arbitraries.integers().between(2, 4), Arbitraries.of(Metric.class))
                .as(PropertyType.VectorOf::new));
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<PropertyType> inner = types(depth - 1);
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    return Arbitraries.oneOf(
        leaves,
        Combinators.combine(inner, flags).as(PropertyType.ListOf::new),
        Combinators.combine(inner, flags).as(PropertyType.MapOf::new),
        Combinators.combine(Arbitraries.of("x", "y"), inner, flags)
            .as(PropertyType.Field::new)
            .list()
            .uniqueElements(PropertyType.Field::name)
            .ofMaxSize(2)
            .map(PropertyType.RecordOf::new));
  }

  private static Arbitrary<PropertyRules> rules() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(3, 5),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 63))
        .as(
            (low, high, length, use) -> {
              PropertyRules rules = PropertyRules.NONE;
              rules = (use & 1) == 0 ? rules : rules.min(low);
              rules = (use & 2) == 0 ? rules : rules.max(high);
              rules = (use & 4) == 0 ? rules : rules.length(length, high);
              rules = (use & 8) == 0 ? rules : rules.pattern("[a-c" + high + "]*");
              return (use & 16) == 0 ? rules : rules.defaultValue(high);
            });
  }

  private static Arbitrary<PropertyDefinition> properties() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c"), types(2), Arbitraries.of(true, false), rules())
        .as(SchemaProperties::property);
  }

  /** With the rules if they fit the type, else without. */
  private static PropertyDefinition property(
      String name, PropertyType type, boolean isRequired, PropertyRules rules) {
    try {
      return new PropertyDefinition(name, type, isRequired, rules);
    } catch (KindRefusedException e) {
      return new PropertyDefinition(name, type, isRequired);
    }
  }

  @Provide
  Arbitrary<KindShape> kinds() {
    Arbitrary<List<PropertyDefinition>> properties =
        properties().list().uniqueElements(PropertyDefinition::name).ofMaxSize(3);
    Arbitrary<Boolean> flags = Arbitraries.of(true, false, false, false);
    Arbitrary<List<UniqueRule>> uniques =
        Combinators.combine(Arbitraries.of("a", "b"), flags)
            .as((name, flag) -> new UniqueRule("u" + name, List.of(name), flag))
            .list()
            .uniqueElements(UniqueRule::name)
            .ofMaxSize(2);
    Arbitrary<KindShape> nodes =
        Combinators.combine(
                flags,
                properties,
                Arbitraries.of("a", "b").injectNull(0.5),
                uniques,
                Arbitraries.of(DeletePolicy.class))
            .as((open, all, key, rules, policy) -> node(open, all, key, rules, policy));
    Arbitrary<List<String>> ends = Arbitraries.of("P", "Q").list().uniqueElements().ofMaxSize(2);
    Arbitrary<KindShape> edges =
        Combinators.combine(
                flags,
                properties,
                ends,
                ends,
                Arbitraries.of(Cardinality.class),
                Arbitraries.of(DeletePolicy.class).injectNull(0.5))
            .as(
                (open, all, from, to, limit, policy) ->
                    new KindShape.EdgeShape(
                        "K", open, open ? List.of() : all, from, to, limit, policy));
    return Arbitraries.oneOf(nodes, edges);
  }

  private static KindShape node(
      boolean isOpen,
      List<PropertyDefinition> properties,
      @Nullable String key,
      List<UniqueRule> rules,
      DeletePolicy policy) {
    List<PropertyDefinition> declared = isOpen ? List.of() : properties;
    return new KindShape.NodeShape("K", isOpen, declared, key, rules, policy);
  }

  @Property
  void catalogComesBackFromItsBytes(@ForAll("kinds") KindShape kind) {
    SchemaCatalog catalog = new SchemaCatalog(7, List.of(kind));

    byte[] bytes = catalog.encode();

    assertThat(SchemaCatalog.decode(MemorySegment.ofArray(bytes))).isEqualTo(catalog);
  }

  @Property
  void kindDoesNotDifferFromItselfAndEachDifferenceIsSeen(
      @ForAll("kinds") KindShape before, @ForAll("kinds") KindShape after) {
    assertThat(KindComparison.compare(before, before)).isEmpty();
    if (KindComparison.compare(before, after).isEmpty()) {
      assertThat(normal(after)).isEqualTo(normal(before));
    }
  }

  /** The order of properties, constraints and ends says nothing. */
  private static Object normal(KindShape shape) {
    List<PropertyDefinition> properties = new ArrayList<>(shape.properties());
    properties.sort(Comparator.comparing(PropertyDefinition::name));
    return switch (shape) {
      case KindShape.NodeShape it ->
          List.of(
              it.isOpen(),
              properties,
              String.valueOf(it.key()),
              Set.copyOf(it.uniques()),
              it.onDelete());
      case KindShape.EdgeShape it ->
          List.of(
              it.isOpen(),
              properties,
              Set.copyOf(it.from()),
              Set.copyOf(it.to()),
              it.cardinality(),
              String.valueOf(it.onDelete()));
    };
  }

  /** Two steps that break nothing are no more than one that breaks nothing. */
  @Property
  void whatBreaksNothingInTwoStepsBreaksNothingInOne(
      @ForAll("kinds") KindShape first,
      @ForAll("kinds") KindShape second,
      @ForAll("kinds") KindShape third) {
    if (isFree(first, second) && isFree(second, third)) {
      assertThat(KindComparison.compare(first, third)).noneMatch(SchemaDifference::isBreaking);
    }
  }

  private static boolean isFree(KindShape before, KindShape after) {
    return KindComparison.compare(before, after).stream().noneMatch(SchemaDifference::isBreaking);
  }

  @Provide
  Arbitrary<PropertyValue> values() {
    Arbitrary<PropertyValue> leaves =
        Arbitraries.oneOf(
            Arbitraries.integers().between(-1, 6).map(PropertyValue.Int::new),
            Arbitraries.of(0.5, 0.1, 4.0).map(PropertyValue.Real::new),
            Arbitraries.of("", "a", "abc", "zzzzzz").map(PropertyValue.Text::new),
            Arbitraries.of("A", "B").map(PropertyValue.EnumName::new),
            Arbitraries.just(new PropertyValue.Null()));
    Arbitrary<PropertyValue> lists = leaves.list().ofMaxSize(5).map(PropertyValue.ListOf::new);
    return Arbitraries.oneOf(leaves, leaves, lists);
  }

  /** The meaning of "breaks nothing": what one declaration accepts, the other accepts too. */
  @Property(tries = 5000)
  void valueThatWasAcceptedIsAcceptedAfterAChangeThatBreaksNothing(
      @ForAll("declared") PropertyDefinition before,
      @ForAll("declared") PropertyDefinition after,
      @ForAll("values") PropertyValue value) {
    List<SchemaDifference> differences = new ArrayList<>();
    PropertyComparison.compare("K", before, after, differences);
    if (differences.stream().noneMatch(SchemaDifference::isBreaking) && accepts(before, value)) {
      assertThat(accepts(after, value)).as("%s", differences).isTrue();
    }
  }

  @Provide
  Arbitrary<PropertyDefinition> declared() {
    Arbitrary<PropertyType> types =
        Arbitraries.of(
            PropertyType.Scalar.ANY,
            PropertyType.Scalar.BYTE,
            PropertyType.Scalar.INT,
            PropertyType.Scalar.FLOAT,
            PropertyType.Scalar.DOUBLE,
            PropertyType.Scalar.CHAR,
            PropertyType.Scalar.TEXT,
            new PropertyType.EnumOf(List.of("A")),
            new PropertyType.EnumOf(List.of("B", "A")),
            new PropertyType.ListOf(PropertyType.Scalar.INT, false),
            new PropertyType.ListOf(PropertyType.Scalar.LONG, true));
    return Combinators.combine(types, Arbitraries.of(true, false), rules())
        .as((type, isRequired, rules) -> property("p", type, isRequired, rules));
  }

  private static boolean accepts(PropertyDefinition property, PropertyValue value) {
    try {
      property.requireValid("K", property.orDefault(value));
      return true;
    } catch (PropertyRuleException e) {
      return false;
    }
  }
}
