package dev.thermograph.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SchemaTest {
  record Person(String name) {}

  record Company(String name) {}

  record WorksAt(String role, int percent) {}

  @SuppressWarnings("ArrayRecordComponent") // what vectors are
  record Floats(float[] floats) {}

  private static final NodeKind<Person> PERSON = NodeKind.of(Person.class);
  private static final NodeKind<Company> COMPANY = NodeKind.of(Company.class);
  private static final EdgeKind<WorksAt> WORKS_AT =
      EdgeKind.of(WorksAt.class).from(PERSON).to(COMPANY, PERSON).cardinality(Cardinality.ONE);

  @Test
  void edgeKindSaysWhatItConnects() {
    assertThat(WORKS_AT.name()).isEqualTo("WorksAt");
    assertThat(WORKS_AT.connects("Person", "Company")).isTrue();
    assertThat(WORKS_AT.connects("Person", "Person")).isTrue();
    assertThat(WORKS_AT.connects("Company", "Person")).isFalse();
    assertThat(WORKS_AT.cardinality()).isEqualTo(Cardinality.ONE);
    assertThat(WORKS_AT.findDeletePolicy()).isEmpty();
    assertThat(WORKS_AT.onDelete(DeletePolicy.CASCADE).findDeletePolicy())
        .contains(DeletePolicy.CASCADE);
    assertThat(
            WORKS_AT
                .property(WorksAt::percent, rule -> rule.min(1).max(100))
                .findProperty("percent")
                .orElseThrow()
                .describe())
        .isEqualTo("int min=1 max=100");
  }

  @Test
  void edgeKindWithoutRecordHasNoPropertiesAndConnectsAll() {
    EdgeKind<NoProperties> knows = EdgeKind.of("KNOWS");

    assertThat(knows.name()).isEqualTo("KNOWS");
    assertThat(knows.properties()).isEmpty();
    assertThat(knows.isOpen()).isFalse();
    assertThat(knows.connects("Any", "Other")).isTrue();
    assertThat(EdgeKind.open("HAS").isOpen()).isTrue();
  }

  @Test
  void schemaFindsKindsAndGrows() {
    Schema schema = Schema.of(PERSON, COMPANY, WORKS_AT);
    Schema more = schema.with(NodeKind.open("Widget"));

    assertThat(schema.nodeKinds()).containsExactly(PERSON, COMPANY);
    assertThat(schema.edgeKinds()).containsExactly(WORKS_AT);
    assertThat(schema.findKind("WorksAt")).contains(WORKS_AT);
    assertThat(schema.findKind("Widget")).isEmpty();
    assertThat(more.findKind("Widget")).isPresent();
    assertThat(more.kinds()).hasSize(4);
  }

  @Test
  void takenNameIsRefusedAlsoBetweenNodesAndEdges() {
    assertThatThrownBy(() -> Schema.of(PERSON, COMPANY, PERSON))
        .isInstanceOf(KindRefusedException.class)
        .hasMessage("two kinds have the same name: kind=Person");
    assertThatThrownBy(() -> Schema.of(PERSON, EdgeKind.of("Person")))
        .hasMessage("two kinds have the same name: kind=Person");
  }

  @Test
  void edgeWhoseEndIsNotInTheSchemaIsRefused() {
    assertThatThrownBy(() -> Schema.of(PERSON, WORKS_AT))
        .isInstanceOf(KindRefusedException.class)
        .hasMessage("edge's end is no kind of nodes in the schema: edge=WorksAt end=Company");
    assertThatThrownBy(() -> Schema.of(PERSON, WORKS_AT, EdgeKind.of("Company")))
        .hasMessageEndingWith("edge=WorksAt end=Company");
  }

  @Test
  void vectorWithoutDimensionIsRefused() {
    assertThatThrownBy(() -> Schema.of(NodeKind.of(Floats.class)))
        .isInstanceOf(KindRefusedException.class)
        .hasMessageContaining("kind=Floats property=floats");
  }
}
