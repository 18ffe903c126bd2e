package dev.thermograph.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.property.PropertyValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NodeKindTest {
  enum Level {
    LOW,
    HIGH
  }

  record Address(String street, @Nullable String zip) {}

  record Person(
      String name,
      int age,
      @Nullable String email,
      Level level,
      List<@Nullable String> tags,
      Map<String, Address> homes,
      LocalDate since) {
    String upperName() {
      return name.toUpperCase(Locale.ROOT);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // what vectors are
  record Doc(
      String title,
      @Embedding(dimension = 3) float @Nullable [] embedding,
      @Nullable PropertyValue rest) {}

  @SuppressWarnings("ArrayRecordComponent") // what vectors are
  record Bare(float[] floats) {}

  record Loop(List<Loop> loops) {}

  record Unknown(Set<String> names) {}

  private static final NodeKind<Person> PERSON = NodeKind.of(Person.class);

  @Test
  void recordBecomesKindNamedLikeIt() {
    assertThat(PERSON.name()).isEqualTo("Person");
    assertThat(PERSON.isOpen()).isFalse();
    assertThat(PERSON.type()).isEqualTo(Person.class);
    assertThat(PERSON.properties().stream().map(it -> it.name() + ": " + it.describe()))
        .containsExactly(
            "name: text",
            "age: int",
            "email: text?",
            "level: enum{LOW, HIGH}",
            "tags: list<text?>",
            "homes: map<record{street text, zip text?}>",
            "since: date");
  }

  @Test
  void annotatedVectorAndAnyValueAreTypes() {
    assertThat(NodeKind.of(Doc.class).build().properties())
        .extracting(PropertyDefinition::describe)
        .containsExactly("text", "vector[3, cosine]?", "any?");
  }

  @Test
  void refiningReturnsAnotherKindAndLeavesTheOld() {
    NodeKind<Person> refined =
        PERSON
            .name("Human")
            .key(Person::name)
            .uniqueIgnoringCase(Person::email)
            .unique("who", Person::name, Person::since)
            .property(Person::age, rule -> rule.min(0).max(150))
            .property(Person::email, rule -> rule.pattern(".+@.+").length(3, 99))
            .onDelete(DeletePolicy.CASCADE)
            .build();

    assertThat(refined.name()).isEqualTo("Human");
    assertThat(refined.findKey()).contains("name");
    assertThat(refined.uniques())
        .extracting(UniqueRule::describe)
        .containsExactly("unique[email] ignoring case", "unique[name, since]");
    assertThat(refined.findProperty("age").orElseThrow().describe()).isEqualTo("int min=0 max=150");
    assertThat(refined.findProperty("email").orElseThrow().describe())
        .isEqualTo("text? length=3..99 pattern=.+@.+");
    assertThat(refined.deletePolicy()).isEqualTo(DeletePolicy.CASCADE);
    assertThat(PERSON.findKey()).isEmpty();
    assertThat(PERSON.uniques()).isEmpty();
    assertThat(PERSON.deletePolicy()).isEqualTo(DeletePolicy.RESTRICT);
    assertThat(PERSON.findProperty("nothing")).isEmpty();
  }

  @Test
  void openKindHasNoPropertiesAndTakesRulesByName() {
    NodeKind<PropertyValue.MapOf> widget =
        NodeKind.open("Widget").unique(new UniqueRule("sku", List.of("sku"), true));

    assertThat(widget.isOpen()).isTrue();
    assertThat(widget.properties()).isEmpty();
    assertThat(widget.uniques()).hasSize(1);
  }

  @Test
  void lambdaThatIsNoGetterIsRefused() {
    assertThatThrownBy(() -> PERSON.unique(person -> person.name()))
        .isInstanceOf(KindRefusedException.class)
        .hasMessageContaining("like Person::email: kind=Person record=Person found=");
    assertThatThrownBy(() -> PERSON.unique(Person::upperName))
        .isInstanceOf(KindRefusedException.class)
        .hasMessage("kind has no such property: kind=Person property=upperName");
  }

  @Test
  void objectThatIsNoLambdaIsRefused() {
    PropertyGetter<Person, String> getter =
        new PropertyGetter<>() {
          @Override
          public String apply(Person person) {
            return person.name();
          }
        };

    assertThatThrownBy(() -> PERSON.unique(getter))
        .isInstanceOf(KindRefusedException.class)
        .hasMessageStartingWith(
            "property must be named by a method reference, like Person::email: kind=Person found=");
  }

  @Test
  void badNamesAreRefused() {
    assertThatThrownBy(() -> PERSON.name("9lives"))
        .hasMessage(
            "name must be a letter or _, then letters, digits, _ - and .: kind=9lives chars=6"
                + " max=128");
    assertThatThrownBy(() -> NodeKind.open("x".repeat(129)))
        .hasMessageEndingWith("kind=" + "x".repeat(40) + "... chars=129 max=128");
    assertThatThrownBy(() -> new UniqueRule("", List.of("a"), false))
        .hasMessageEndingWith("constraint= chars=0 max=128");
  }

  @Test
  void keyMustBeRequiredAndSimple() {
    assertThatThrownBy(() -> PERSON.key(Person::email))
        .isInstanceOf(KindRefusedException.class)
        .hasMessage(
            "key must be a required text, int, long or uuid: kind=Person property=email type=text?");
    assertThatThrownBy(() -> PERSON.key(Person::since)).hasMessageEndingWith("type=date");
  }

  @Test
  void constraintsMustCompareSingleValuesUnderOwnNames() {
    assertThatThrownBy(() -> PERSON.unique(Person::tags))
        .hasMessage(
            "constraint compares single values only: kind=Person constraint=tags property=tags"
                + " type=list<text?>");
    assertThatThrownBy(() -> PERSON.unique(Person::email).unique("email", Person::name))
        .hasMessage(
            "constraint's name is taken, or there are too many: kind=Person constraint=email"
                + " count=1 max=32");
    assertThatThrownBy(() -> PERSON.unique("none"))
        .hasMessage(
            "constraint must compare 1..16 different properties: constraint=none properties=[]");
    assertThatThrownBy(() -> PERSON.unique("twice", Person::name, Person::name))
        .hasMessageEndingWith("constraint=twice properties=[name, name]");
  }

  @Test
  void recordsThatCannotBeKeptAreRefused() {
    assertThatThrownBy(() -> NodeKind.of(Unknown.class))
        .isInstanceOf(KindRefusedException.class)
        .hasMessage(
            "record cannot be a kind: no property can have this type: record=Unknown"
                + " property=names type=java.util.Set<java.lang.String>");
    assertThatThrownBy(() -> NodeKind.of(Loop.class))
        .hasMessageContaining("nested too deep or in itself, max=16: record=Loop property=loops");
  }

  @Test
  void vectorNeedsDimensionInRange() {
    NodeKind<Bare> bare = NodeKind.of(Bare.class);

    assertThatThrownBy(bare::build)
        .hasMessage(
            "vector's dimension is not said, use vector(...) or @Embedding: kind=Bare"
                + " property=floats type=vector[0, cosine]");
    assertThatThrownBy(() -> bare.vector(Bare::floats, 1, Metric.DOT))
        .hasMessage("vector's dimension must be 2..4096: dimension=1");
    assertThatThrownBy(() -> bare.vector(Bare::floats, 4097, Metric.DOT))
        .hasMessage("vector's dimension must be 2..4096: dimension=4097");
    assertThatThrownBy(() -> PERSON.vector(Person::name, 3, Metric.DOT))
        .hasMessageEndingWith("kind=Person property=name type=text dimension=3");
    assertThat(bare.vector(Bare::floats, 384, Metric.EUCLIDEAN).build().properties())
        .extracting(PropertyDefinition::describe)
        .containsExactly("vector[384, euclidean]");
  }

  @Test
  void rulesMustFitTheirPropertyAndEachOther() {
    assertThatThrownBy(() -> PERSON.property(Person::name, rule -> rule.min(1)))
        .hasMessage(
            "rule does not fit its property: min and max are for numbers: property=name type=text");
    assertThatThrownBy(() -> PERSON.property(Person::age, rule -> rule.length(1, 2)))
        .hasMessageContaining("length is for texts, bytes, lists and maps: property=age type=int");
    assertThatThrownBy(() -> PERSON.property(Person::age, rule -> rule.pattern("x")))
        .hasMessageContaining("pattern is for texts: property=age");
    assertThatThrownBy(
            () ->
                NodeKind.of(Doc.class).property(Doc::embedding, r -> r.defaultValue(new float[3])))
        .hasMessageContaining("default is not for bytes and vectors: property=embedding");
    assertThatThrownBy(() -> PropertyRules.NONE.min(2).max(1.5))
        .hasMessage("min must not be above max: min=2 max=1.5");
    assertThatThrownBy(() -> PropertyRules.NONE.length(3, 2)).hasMessageEndingWith("min=3 max=2");
    assertThatThrownBy(() -> PropertyRules.NONE.length(-1, 2)).hasMessageContaining("min=-1");
    assertThatThrownBy(() -> PropertyRules.NONE.pattern("(")).hasMessageEndingWith("pattern=(");
    assertThatThrownBy(() -> PropertyRules.NONE.pattern("x".repeat(1001)))
        .hasMessage("pattern is too long: chars=1001 max=1000");
    assertThatThrownBy(() -> PropertyRules.NONE.max(Double.NaN))
        .hasMessage("limit of a number must be finite: limit=NaN");
  }

  @Test
  void defaultMustObeyTheRules() {
    assertThatThrownBy(() -> PERSON.property(Person::age, rule -> rule.max(9).defaultValue(10)))
        .hasMessage(
            "default breaks a rule of its property: property=age value=10 rule=max limit=9");
    assertThatThrownBy(() -> PERSON.property(Person::age, rule -> rule.defaultValue("ten")))
        .hasMessageEndingWith("value=\"ten\" rule=type limit=int found=Text");
    assertThat(
            PERSON
                .property(Person::level, rule -> rule.defaultValue(Level.LOW))
                .findProperty("level")
                .orElseThrow()
                .describe())
        .isEqualTo("enum{LOW, HIGH} default=LOW");
  }
}
