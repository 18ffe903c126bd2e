package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.FOLDER;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.TASK;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.graph.TransactionConflictException;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.Schema;
import dev.thermograph.engine.schema.SchemaChange;
import dev.thermograph.engine.schema.SchemaRefusedException;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.wal.Durability;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Schemas come as commits of their own, and open kinds stay. */
final class SchemaApplicationTest {
  private static final NodeKind<PropertyValue.MapOf> NOTE = NodeKind.open("Note");
  private static final EdgeKind<PropertyValue.MapOf> ABOUT = EdgeKind.open("ABOUT").from(NOTE);

  private final TransactionBed bed = new TransactionBed(Schema.of(PERSON, TASK));

  @AfterEach
  void close() {
    bed.close();
  }

  private SchemaChange apply(Schema schema) {
    return bed.manager().applySchema(schema, CommitOptions.DEFAULT);
  }

  @Test
  void aSchemaThatAddsIsOneCommitAndTheSameAgainIsNone() {
    long before = bed.log().lastSequence();
    SchemaChange change = apply(Schema.of(PERSON, TASK, FOLDER));
    assertThat(change.versionAfter()).isEqualTo(2);
    assertThat(bed.log().lastSequence()).isEqualTo(before + 1);
    assertThat(apply(Schema.of(PERSON, FOLDER, TASK)).isEmpty()).isTrue();
    assertThat(bed.log().lastSequence()).isEqualTo(before + 1);
    bed.write(tx -> tx.create(FOLDER, Kinds.folder("/")));
    assertThat(bed.manager().schema().catalog().version()).isEqualTo(2);
  }

  @Test
  void aSchemaThatBreaksIsRefusedAndNothingChanges() {
    BoundSchema before = bed.manager().schema();
    long last = bed.log().lastSequence();
    Schema lacksTyped = Schema.of(PERSON);
    assertThat(bed.manager().previewSchema(lacksTyped).isBreaking()).isTrue();
    assertThatThrownBy(() -> apply(lacksTyped))
        .isInstanceOf(SchemaRefusedException.class)
        .hasMessageContaining("kind=Task kind: nodes -> none (breaking)");
    assertThat(bed.manager().schema()).isSameAs(before);
    assertThat(bed.log().lastSequence()).isEqualTo(last);
  }

  @Test
  void openKindsThatASchemaLacksAreTheSameObjectsAsBefore() {
    apply(Schema.of(PERSON, TASK, NOTE, ABOUT));
    assertThat(apply(Schema.of(PERSON, TASK)).isEmpty()).isTrue();
    bed.write(
        tx -> {
          NodeId note = tx.createFrom(NOTE, Map.of("text", "x"));
          tx.connectFrom(ABOUT, note, tx.create(PERSON, person(1)), Map.of());
        });
    assertThat(bed.<Long>read(view -> view.count(ABOUT))).isEqualTo(1);
  }

  @Test
  void openKindsThatASchemaLacksAreMadeAgainAfterARestart() {
    apply(Schema.of(PERSON, TASK, NOTE, ABOUT));
    NodeId note =
        bed.compute(
            tx -> {
              NodeId created = tx.createFrom(NOTE, Map.of("text", "x"));
              tx.connectFrom(ABOUT, created, tx.create(PERSON, person(1)), Map.of());
              return created;
            });
    bed.restart(); // with the schema that it began with
    assertThat(bed.manager().schema().schema().findKind("Note")).isPresent();
    assertThat(bed.<String>read(view -> view.findKindName(note).get())).isEqualTo("Note");
    bed.write(
        tx -> {
          tx.update(note, Map.of("text", "y"));
          assertThatThrownBy(() -> tx.createFrom(NOTE, Map.of()))
              .isInstanceOf(InvalidArgumentException.class)
              .hasMessageContaining("use the same object");
        });
    apply(Schema.of(PERSON, TASK, NOTE, ABOUT));
    assertThat(
            bed.<Map<String, PropertyValue>>read(
                view -> view.get(NOTE, note).properties().fields()))
        .containsEntry("text", new PropertyValue.Text("y"));
  }

  @Test
  void beforeTypedKindsAreGivenTheirNodesAreKnownByNameOnly() {
    NodeId id = bed.compute(tx -> tx.create(PERSON, person(1)));
    TransactionManager fresh =
        new TransactionManager(
            TransactionBed.TENANT,
            bed.tenant(),
            new TransactionOptions(
                Durability.sync(),
                TransactionBed.COMMIT_BYTES_MAX,
                _ -> TransactionBed.NOTHING_COMMITTED_AT));
    fresh.write(
        CommitOptions.DEFAULT,
        tx -> {
          assertThat(tx.findKindName(id)).contains("Person");
          assertThatThrownBy(() -> tx.update(id, Map.of("age", 1)))
              .isInstanceOf(InvalidArgumentException.class)
              .hasMessageContaining("kind=Person");
          assertThatThrownBy(() -> tx.delete(id)).isInstanceOf(InvalidArgumentException.class);
          return true;
        });
  }

  @Test
  void aTransactionThatBeganUnderTheOldRulesConflicts() {
    NodeId id = bed.compute(tx -> tx.create(PERSON, person(1)));
    try (Transaction tx = bed.begin()) {
      tx.update(id, Map.of("age", 1));
      apply(Schema.of(PERSON.onDelete(DeletePolicy.CASCADE), TASK));
      assertThatThrownBy(tx::commit)
          .isInstanceOf(TransactionConflictException.class)
          .hasMessageContaining("what=schema");
    }
  }

  @Test
  void theSchemaOfAnAppliedCommitIsTheNextTransactions() {
    apply(Schema.of(PERSON, TASK, FOLDER));
    try (Transaction tx = bed.begin()) {
      tx.create(FOLDER, Kinds.folder("/"));
      tx.commit();
    }
    assertThat(bed.manager().schema().catalog().findId("Folder")).isEqualTo(2);
  }
}
