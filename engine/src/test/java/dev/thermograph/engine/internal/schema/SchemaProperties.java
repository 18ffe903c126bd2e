package dev.thermograph.engine.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.engine.schema.PropertyRuleException;
import dev.thermograph.engine.schema.SchemaDifference;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Laws of catalogs and comparisons over generated kinds. */
final class SchemaProperties {
  @Provide
  Arbitrary<KindShape> kinds() {
    return KindArbitraries.kinds(KindArbitraries.allTypes());
  }

  @Provide
  Arbitrary<List<KindShape>> nearKinds() {
    return KindArbitraries.kinds(KindArbitraries.nearTypes()).list().ofSize(12);
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
  @Property(tries = 300)
  void whatBreaksNothingInTwoStepsBreaksNothingInOne(@ForAll("nearKinds") List<KindShape> kinds) {
    int chainCount = 0;
    for (KindShape first : kinds) {
      for (KindShape second : kinds) {
        for (KindShape third : kinds) {
          if (first != second && isFree(first, second) && isFree(second, third)) {
            chainCount += second == third ? 0 : 1;
            assertThat(isFree(first, third)).as("%s %s %s", first, second, third).isTrue();
          }
        }
      }
    }
    Statistics.label("chains found").collect(chainCount > 0);
    Statistics.label("chains found").coverage(it -> it.check(true).count(count -> count > 10));
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
    boolean isFree = differences.stream().noneMatch(SchemaDifference::isBreaking);
    boolean isTested = isFree && !differences.isEmpty() && accepts(before, value);
    Statistics.label("tested").collect(isTested);
    Statistics.label("tested").coverage(it -> it.check(true).count(count -> count > 20));
    if (isTested) {
      assertThat(accepts(after, value)).as("%s", differences).isTrue();
    }
  }

  @Provide
  Arbitrary<PropertyDefinition> declared() {
    return KindArbitraries.properties(Arbitraries.just("p"), KindArbitraries.nearTypes());
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
