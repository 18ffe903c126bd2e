package dev.thermograph.engine.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.internal.block.KeyDictionary;
import dev.thermograph.engine.internal.block.PropertyBlockWriter;
import dev.thermograph.engine.internal.block.PropertyTrees;
import dev.thermograph.engine.property.PropertyBlockDamagedException;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.Cardinality;
import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.SchemaChange;
import dev.thermograph.engine.schema.SchemaRefusedException;
import dev.thermograph.engine.schema.UniqueRule;
import dev.thermograph.error.Severity;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SchemaCatalogTest {
  private static final NodeKind<Samples.Person> PERSON =
      NodeKind.of(Samples.Person.class)
          .key(Samples.Person::name)
          .uniqueIgnoringCase(Samples.Person::email)
          .property(Samples.Person::age, rule -> rule.min(0).max(150).defaultValue(1))
          .property(Samples.Person::email, rule -> rule.length(3, 99).pattern(".+@.+"))
          .onDelete(DeletePolicy.DISCONNECT);
  private static final NodeKind<Samples.Company> COMPANY = NodeKind.of(Samples.Company.class);
  private static final EdgeKind<Samples.WorksAt> WORKS_AT =
      EdgeKind.of(Samples.WorksAt.class)
          .from(PERSON)
          .to(COMPANY, PERSON)
          .cardinality(Cardinality.ONE)
          .onDelete(DeletePolicy.CASCADE);
  private static final Schema SCHEMA = Schema.of(PERSON, COMPANY, WORKS_AT);

  private static SchemaCatalog decode(byte[] bytes) {
    return SchemaCatalog.decode(MemorySegment.ofArray(bytes));
  }

  @Test
  void kindsGetNumbersInTheOrderOfTheirFirstAppearance() {
    SchemaCatalog first = SchemaCatalog.EMPTY.apply(Schema.of(COMPANY, PERSON));
    SchemaCatalog second = first.apply(SCHEMA.with(NodeKind.open("Widget")));

    assertThat(SchemaCatalog.EMPTY.version()).isZero();
    assertThat(first.version()).isEqualTo(1);
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.findId("Company")).isZero();
    assertThat(second.findId("Person")).isEqualTo(1);
    assertThat(second.findId("WorksAt")).isEqualTo(2);
    assertThat(second.findId("Widget")).isEqualTo(3);
    assertThat(second.findId("Nobody")).isEqualTo(SchemaCatalog.ABSENT);
    assertThat(second.requireName(3)).isEqualTo("Widget");
    assertThat(second.kindCount()).isEqualTo(4);
    assertThat(second.isEdge(2)).isTrue();
    assertThat(second.isEdge(3)).isFalse();
  }

  @Test
  void sameSchemaChangesNothingWhateverItsOrder() {
    SchemaCatalog catalog = SchemaCatalog.EMPTY.apply(SCHEMA);

    assertThat(catalog.apply(Schema.of(WORKS_AT, COMPANY, PERSON))).isSameAs(catalog);
    assertThat(catalog.preview(SCHEMA)).isEqualTo(new SchemaChange(1, 1, List.of()));
  }

  @Test
  void catalogComesBackFromItsBytes() {
    SchemaCatalog catalog =
        SchemaCatalog.EMPTY.apply(
            SCHEMA.with(
                NodeKind.of(Samples.Mixed.class).unique("two", Samples.Mixed::uuid),
                NodeKind.of(Samples.Arrays.class),
                NodeKind.of(Samples.Times.class),
                NodeKind.of(Samples.Primitives.class),
                NodeKind.open("Widget").unique(new UniqueRule("sku", List.of("sku"), false)),
                EdgeKind.of("KNOWS"),
                EdgeKind.open("HAS")));

    SchemaCatalog decoded = decode(catalog.encode());

    assertThat(decoded).isEqualTo(catalog).hasSameHashCodeAs(catalog);
    assertThat(decoded.encode()).isEqualTo(catalog.encode());
    assertThat(decoded.findId("HAS")).isEqualTo(catalog.findId("HAS"));
    assertThat(decode(SchemaCatalog.EMPTY.encode())).isEqualTo(SchemaCatalog.EMPTY);
  }

  @Test
  void additiveSchemaIsAppliedAndPreviewedAlike() {
    SchemaCatalog catalog = SchemaCatalog.EMPTY.apply(SCHEMA);
    Schema more = SCHEMA.with(EdgeKind.of("KNOWS"));

    SchemaChange change = catalog.preview(more);

    assertThat(change.isBreaking()).isFalse();
    assertThat(change.versionAfter()).isEqualTo(2);
    assertThat(change.differences())
        .extracting(it -> it.describe())
        .containsExactly("kind=KNOWS kind: none -> edges");
    assertThat(catalog.apply(more).version()).isEqualTo(2);
  }

  @Test
  void breakingSchemaIsRefusedWithEachDifference() {
    SchemaCatalog catalog = SchemaCatalog.EMPTY.apply(SCHEMA);
    Schema other =
        Schema.of(
            PERSON
                .property(Samples.Person::age, rule -> rule.max(99))
                .unique("both", Samples.Person::name, Samples.Person::age)
                .onDelete(DeletePolicy.RESTRICT),
            EdgeKind.of("WorksAt").from(PERSON).to(PERSON).cardinality(Cardinality.ONE));

    assertThatThrownBy(() -> catalog.apply(other))
        .isInstanceOfSatisfying(
            SchemaRefusedException.class,
            error -> {
              assertThat(error.severity()).isEqualTo(Severity.REFUSED);
              assertThat(error.change()).isEqualTo(catalog.preview(other));
              assertThat(error.change().differences()).hasSize(7);
            })
        .hasMessage(
            """
            schema breaks what the tenant has: version=1 differences=5
              kind=Person property age max: 150 -> 99 (breaking)
              kind=Person constraint both: none -> unique[name, age] (breaking)
              kind=Company kind: nodes -> none (breaking)
              kind=WorksAt property role: text -> none (breaking)
              kind=WorksAt to: Company, Person -> Person (breaking)""");
  }

  @Test
  void damagedBytesAreRefused() {
    byte[] bytes = SchemaCatalog.EMPTY.apply(SCHEMA).encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> decode(cut)).isInstanceOf(PropertyBlockDamagedException.class);
    }
    for (int index = 0; index < bytes.length; index++) {
      byte[] damaged = bytes.clone();
      damaged[index] ^= 0x11;
      try {
        decode(damaged);
      } catch (PropertyBlockDamagedException e) {
        assertThat(e).hasMessageStartingWith("property block is damaged: ");
      }
    }
  }

  @Test
  void bytesOfAnotherFormatAndDoubledKindsAreRefused() {
    SchemaCatalog twice =
        new SchemaCatalog(1, List.of(KindShape.of(COMPANY), KindShape.of(COMPANY)));
    PropertyValue.MapOf tree = new TreeBuilder().put("format", 2).build();
    KeyDictionary dictionary = new KeyDictionary();
    PropertyBlockWriter writer = new PropertyBlockWriter();
    new PropertyTrees(dictionary).write(tree, writer);

    assertThatThrownBy(() -> decode(twice.encode()))
        .hasMessage("property block is damaged: kinds with the same name: offset=0 found=2");
    assertThatThrownBy(() -> decode(writer.toByteArray()))
        .hasMessage(
            "property block is damaged: unknown format of a schema catalog: offset=0 found=2");
  }

  @Test
  void openKindsThatASchemaLacksAreTakenOver() {
    NodeKind<PropertyValue.MapOf> widget =
        NodeKind.open("Widget")
            .unique(new UniqueRule("sku", List.of("sku"), true))
            .onDelete(DeletePolicy.CASCADE);
    EdgeKind<PropertyValue.MapOf> has =
        EdgeKind.open("HAS")
            .from(PERSON, widget)
            .to(widget)
            .cardinality(Cardinality.UNIQUE)
            .onDelete(DeletePolicy.RESTRICT);
    EdgeKind<PropertyValue.MapOf> any = EdgeKind.open("ANY");
    SchemaCatalog catalog =
        decode(SchemaCatalog.EMPTY.apply(SCHEMA.with(widget, has, any)).encode());

    assertThat(catalog.preview(SCHEMA)).isEqualTo(new SchemaChange(1, 1, List.of()));
    assertThat(catalog.apply(SCHEMA)).isSameAs(catalog);
    Schema whole = catalog.takeOver(SCHEMA);
    assertThat(whole.kinds()).hasSize(6).containsAll(SCHEMA.kinds());
    assertThat(KindShape.of(whole.findKind("Widget").orElseThrow()))
        .isEqualTo(KindShape.of(widget));
    assertThat(KindShape.of(whole.findKind("HAS").orElseThrow())).isEqualTo(KindShape.of(has));
    assertThat(KindShape.of(whole.findKind("ANY").orElseThrow())).isEqualTo(KindShape.of(any));
    assertThat(catalog.preview(whole).isEmpty()).isTrue();
  }

  @Test
  void aSchemaThatLacksNothingIsLeftAsItIs() {
    SchemaCatalog catalog = SchemaCatalog.EMPTY.apply(SCHEMA);
    assertThat(catalog.takeOver(SCHEMA)).isSameAs(SCHEMA);
  }

  /** Without its ends it would connect whatever there is. */
  @Test
  void anOpenEdgeKindWhoseEndsAreMissingIsLeftOut() {
    EdgeKind<PropertyValue.MapOf> has = EdgeKind.open("HAS").from(PERSON);
    SchemaCatalog catalog = SchemaCatalog.EMPTY.apply(SCHEMA.with(has, NodeKind.open("Note")));
    assertThat(catalog.takeOver(Schema.of()).kinds())
        .extracting(kind -> kind.name())
        .containsExactly("Note");
    assertThat(catalog.preview(Schema.of()).isBreaking()).isTrue();
  }

  @Test
  void anOpenKindMayNotBecomeTypedBecauseItWasLeftOut() {
    SchemaCatalog catalog = SchemaCatalog.EMPTY.apply(SCHEMA.with(NodeKind.open("Widget")));
    Schema typed = SCHEMA.with(NodeKind.of(Samples.Person.class).name("Widget"));
    assertThatThrownBy(() -> catalog.apply(typed)).isInstanceOf(SchemaRefusedException.class);
  }
}
