package dev.thermograph.engine.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.schema.Cardinality;
import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.Kind;
import dev.thermograph.engine.schema.Metric;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyRules;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.SchemaDifference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SchemaDifferenceTest {
  private static final NodeKind<Samples.Person> PERSON = NodeKind.of(Samples.Person.class);
  private static final NodeKind<Samples.Company> COMPANY = NodeKind.of(Samples.Company.class);

  private static List<String> differences(Schema before, Schema after) {
    return SchemaCatalog.EMPTY.apply(before).preview(after).differences().stream()
        .map(SchemaDifference::describe)
        .toList();
  }

  private static List<String> differences(Kind<?> before, Kind<?> after) {
    return differences(Schema.of(before), Schema.of(after));
  }

  private static List<String> rules(
      UnaryOperator<PropertyRules> before, UnaryOperator<PropertyRules> after) {
    return differences(
        PERSON.property(Samples.Person::email, before),
        PERSON.property(Samples.Person::email, after));
  }

  @Test
  void newKindAddsAndMissingKindBreaks() {
    assertThat(differences(Schema.of(PERSON), Schema.of(NodeKind.open("Widget"))))
        .containsExactly(
            "kind=Person kind: nodes -> none (breaking)", "kind=Widget kind: none -> open nodes");
  }

  @Test
  void nodesThatBecomeEdgesBreak() {
    assertThat(differences(NodeKind.open("X"), EdgeKind.open("X")))
        .containsExactly("kind=X kind: open nodes -> open edges (breaking)");
  }

  @Test
  void openingAKindLoosensAndClosingItBreaks() {
    NodeKind<?> open = NodeKind.open("Person");

    assertThat(differences(PERSON, open)).containsExactly("kind=Person kind: nodes -> open nodes");
    assertThat(differences(open, PERSON))
        .containsExactly("kind=Person kind: open nodes -> nodes (breaking)");
  }

  record Shorter(String name) {}

  record Longer(String name, @Nullable String note) {}

  record Stricter(String name, String note) {}

  @Test
  void newPropertyBreaksOnlyWhenRequiredWithoutDefault() {
    NodeKind<?> before = NodeKind.of(Shorter.class).name("K");
    NodeKind<Stricter> strict = NodeKind.of(Stricter.class).name("K");

    assertThat(differences(before, NodeKind.of(Longer.class).name("K")))
        .containsExactly("kind=K property note: none -> text?");
    assertThat(differences(before, strict))
        .containsExactly("kind=K property note: none -> text (breaking)");
    assertThat(differences(before, strict.property(Stricter::note, rule -> rule.defaultValue("x"))))
        .containsExactly("kind=K property note: none -> text default=\"x\"");
    assertThat(differences(strict, before))
        .containsExactly("kind=K property note: text -> none (breaking)");
  }

  @Test
  void optionalThatBecomesRequiredBreaksUnlessItHasADefault() {
    NodeKind<?> optional = NodeKind.of(Longer.class).name("K");
    NodeKind<Stricter> strict = NodeKind.of(Stricter.class).name("K");
    NodeKind<?> withDefault = strict.property(Stricter::note, rule -> rule.defaultValue("x"));

    assertThat(differences(optional, strict))
        .containsExactly("kind=K property note required: false -> true (breaking)");
    assertThat(differences(strict, optional))
        .containsExactly("kind=K property note required: true -> false");
    assertThat(differences(optional, withDefault))
        .containsExactly(
            "kind=K property note required: false -> true",
            "kind=K property note default: none -> \"x\"");
    assertThat(differences(withDefault, strict))
        .containsExactly("kind=K property note default: \"x\" -> none (breaking)");
  }

  record Ints(int value) {}

  record Longs(long value) {}

  record Texts(String value) {}

  @Test
  void widerTypeAddsAndOtherTypeBreaks() {
    NodeKind<?> ints = NodeKind.of(Ints.class).name("K");
    NodeKind<?> longs = NodeKind.of(Longs.class).name("K");

    assertThat(differences(ints, longs)).containsExactly("kind=K property value type: int -> long");
    assertThat(differences(longs, ints))
        .containsExactly("kind=K property value type: long -> int (breaking)");
    assertThat(differences(ints, NodeKind.of(Texts.class).name("K")))
        .containsExactly("kind=K property value type: int -> text (breaking)");
  }

  enum Few {
    A,
    B
  }

  enum More {
    B,
    C,
    A
  }

  record Inner(int x) {}

  record InnerMore(long x, @Nullable String y) {}

  record Deep(List<Few> few, Map<String, Inner> inner) {}

  record Deeper(List<@Nullable More> few, Map<String, InnerMore> inner) {}

  @Test
  void typesInsideOfTypesAreComparedToo() {
    NodeKind<?> deep = NodeKind.of(Deep.class).name("K");
    NodeKind<?> deeper = NodeKind.of(Deeper.class).name("K");

    assertThat(differences(deep, deeper))
        .containsExactly(
            "kind=K property few type: list<enum{A, B}> -> list<enum{B, C, A}?>",
            "kind=K property inner type: map<record{x int}> -> map<record{x long, y text?}>");
    assertThat(differences(deeper, deep))
        .hasSize(2)
        .allMatch(difference -> difference.endsWith("(breaking)"));
  }

  @Test
  void otherDimensionOrMetricBreaks() {
    NodeKind<Samples.Arrays> three = NodeKind.of(Samples.Arrays.class);

    assertThat(differences(three, three.vector(Samples.Arrays::vector, 4, Metric.COSINE)))
        .containsExactly(
            "kind=Arrays property vector type: vector[3, cosine] -> vector[4, cosine] (breaking)");
    assertThat(differences(three, three.vector(Samples.Arrays::vector, 3, Metric.DOT)))
        .containsExactly(
            "kind=Arrays property vector type: vector[3, cosine] -> vector[3, dot] (breaking)");
  }

  @Test
  void tighterRulesBreakAndLooserOnesDoNot() {
    assertThat(rules(rule -> rule, rule -> rule.length(1, 9)))
        .containsExactly(
            "kind=Person property email length-min: 0 -> 1 (breaking)",
            "kind=Person property email length-max: none -> 9 (breaking)");
    assertThat(rules(rule -> rule.length(1, 9), rule -> rule.length(0, 10)))
        .containsExactly(
            "kind=Person property email length-min: 1 -> 0",
            "kind=Person property email length-max: 9 -> 10");
    assertThat(rules(rule -> rule.pattern("a"), rule -> rule.pattern("b")))
        .containsExactly("kind=Person property email pattern: a -> b (breaking)");
    assertThat(rules(rule -> rule.pattern("a"), rule -> PropertyRules.NONE))
        .containsExactly("kind=Person property email pattern: a -> none");
    assertThat(rules(rule -> rule.defaultValue("a"), rule -> rule.defaultValue("b")))
        .containsExactly("kind=Person property email default: \"a\" -> \"b\"");
  }

  @Test
  void limitOfANumberBreaksWhenItMovesInwards() {
    NodeKind<?> wide = PERSON.property(Samples.Person::age, rule -> rule.min(0).max(150));
    NodeKind<?> narrow = PERSON.property(Samples.Person::age, rule -> rule.min(1).max(149));

    assertThat(differences(wide, narrow))
        .containsExactly(
            "kind=Person property age min: 0 -> 1 (breaking)",
            "kind=Person property age max: 150 -> 149 (breaking)");
    assertThat(differences(narrow, wide))
        .containsExactly(
            "kind=Person property age min: 1 -> 0", "kind=Person property age max: 149 -> 150");
    assertThat(differences(PERSON, wide)).allMatch(it -> it.endsWith("(breaking)")).hasSize(2);
    assertThat(differences(wide, PERSON)).noneMatch(it -> it.endsWith("(breaking)")).hasSize(2);
  }

  @Test
  void newKeyOrConstraintBreaksAndDroppedOneDoesNot() {
    NodeKind<Samples.Person> strict =
        PERSON.key(Samples.Person::name).unique(Samples.Person::email);

    assertThat(differences(PERSON, strict))
        .containsExactly(
            "kind=Person key: none -> name (breaking)",
            "kind=Person constraint email: none -> unique[email] (breaking)");
    assertThat(differences(strict, PERSON))
        .containsExactly(
            "kind=Person key: name -> none", "kind=Person constraint email: unique[email] -> none");
    assertThat(
            differences(
                PERSON.unique(Samples.Person::email),
                PERSON.uniqueIgnoringCase(Samples.Person::email)))
        .containsExactly(
            "kind=Person constraint email: unique[email] -> none",
            "kind=Person constraint email: none -> unique[email] ignoring case (breaking)");
  }

  private static List<String> edges(EdgeKind<?> before, EdgeKind<?> after) {
    return differences(Schema.of(PERSON, COMPANY, before), Schema.of(PERSON, COMPANY, after));
  }

  @Test
  void narrowerEndsBreakAndWiderOnesDoNot() {
    EdgeKind<?> any = EdgeKind.of("E");
    EdgeKind<?> one = EdgeKind.of("E").from(PERSON).to(PERSON);
    EdgeKind<?> two = EdgeKind.of("E").from(PERSON, COMPANY).to(COMPANY, PERSON);

    assertThat(edges(one, two))
        .containsExactly(
            "kind=E from: Person -> Company, Person", "kind=E to: Person -> Company, Person");
    assertThat(edges(two, one))
        .containsExactly(
            "kind=E from: Company, Person -> Person (breaking)",
            "kind=E to: Company, Person -> Person (breaking)");
    assertThat(edges(two, any)).noneMatch(it -> it.endsWith("(breaking)")).hasSize(2);
    assertThat(edges(any, two)).allMatch(it -> it.endsWith("(breaking)")).hasSize(2);
  }

  @Test
  void tighterCardinalityBreaks() {
    List<EdgeKind<?>> loosestFirst =
        Arrays.<EdgeKind<?>>asList(
            EdgeKind.of("E"),
            EdgeKind.of("E").cardinality(Cardinality.UNIQUE),
            EdgeKind.of("E").cardinality(Cardinality.ONE));

    for (int before = 0; before < 3; before++) {
      for (int after = 0; after < 3; after++) {
        boolean isTighter = after > before;
        assertThat(edges(loosestFirst.get(before), loosestFirst.get(after)))
            .hasSize(before == after ? 0 : 1)
            .allMatch(it -> it.endsWith("(breaking)") == isTighter);
      }
    }
  }

  @Test
  void deletePolicyIsReportedAndBreaksNothing() {
    assertThat(differences(PERSON, PERSON.onDelete(DeletePolicy.CASCADE)))
        .containsExactly("kind=Person delete policy: RESTRICT -> CASCADE");
    assertThat(edges(EdgeKind.of("E"), EdgeKind.of("E").onDelete(DeletePolicy.RESTRICT)))
        .containsExactly("kind=E delete policy: none -> RESTRICT");
  }
}
