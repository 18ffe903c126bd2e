package dev.thermograph.engine.internal.schema;

import dev.thermograph.engine.schema.Cardinality;
import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.engine.schema.Metric;
import dev.thermograph.engine.schema.PropertyDefinition;
import dev.thermograph.engine.schema.PropertyRules;
import dev.thermograph.engine.schema.PropertyType;
import dev.thermograph.engine.schema.UniqueRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Generated declarations: any at all, and ones that are near to each other. */
final class KindArbitraries {
  private static final Set<PropertyType.Scalar> NUMBERS =
      EnumSet.of(PropertyType.Scalar.BYTE, PropertyType.Scalar.INT, PropertyType.Scalar.LONG);

  private KindArbitraries() {}

  /** Types of which some are wider than others. */
  static Arbitrary<PropertyType> nearTypes() {
    return Arbitraries.of(
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
  }

  static Arbitrary<PropertyType> allTypes() {
    return types(2);
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

  static Arbitrary<PropertyDefinition> properties(
      Arbitrary<String> names, Arbitrary<PropertyType> types) {
    return Combinators.combine(
            names,
            types,
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(3, 5),
            Arbitraries.integers().between(0, 7))
        .as(
            (name, type, isRequired, low, high, use) ->
                new PropertyDefinition(name, type, isRequired, rules(type, low, high, use)));
  }

  /** Rules that fit the type; {@code use} has a bit for each. */
  private static PropertyRules rules(PropertyType type, int low, int high, int use) {
    PropertyRules rules = PropertyRules.NONE;
    if (type instanceof PropertyType.Scalar scalar && NUMBERS.contains(scalar)) {
      rules = (use & 1) == 0 ? rules : rules.min(low);
      rules = (use & 2) == 0 ? rules : rules.max(high);
      rules = (use & 4) == 0 ? rules : rules.defaultValue(3);
    } else if (type == PropertyType.Scalar.TEXT) {
      rules = (use & 1) == 0 ? rules : rules.length(low, high);
      rules = (use & 2) == 0 ? rules : rules.pattern("[a-c" + high + "]*");
      rules = (use & 4) == 0 ? rules : rules.defaultValue("abc");
    } else if (type instanceof PropertyType.ListOf && (use & 1) == 1) {
      rules = rules.length(low, high);
    }
    return rules;
  }

  static Arbitrary<KindShape> kinds(Arbitrary<PropertyType> types) {
    Arbitrary<List<PropertyDefinition>> properties =
        properties(Arbitraries.of("a", "b", "c"), types)
            .list()
            .uniqueElements(PropertyDefinition::name)
            .ofMaxSize(3);
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
}
