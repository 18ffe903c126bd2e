package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.FOLDER;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.WIDGET;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.BulkRefusedException;
import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.graph.Node;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.internal.transaction.Kinds.Folder;
import dev.thermograph.engine.internal.transaction.Kinds.Person;
import dev.thermograph.engine.property.PropertyValue;
import dev.thermograph.engine.schema.NodeKind;
import dev.thermograph.engine.schema.PropertyRuleException;
import dev.thermograph.error.InvalidArgumentException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Creating and changing nodes, and what is refused. */
final class NodeWritesTest {
  private final TransactionBed bed = new TransactionBed(Kinds.SCHEMA);

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void aCreatedNodeIsSeenAtOnceInsideAndAfterTheCommitOutside() {
    NodeId id =
        bed.compute(
            tx -> {
              NodeId created = tx.create(PERSON, person(1));
              Node<Person> inside = tx.get(PERSON, created);
              assertThat(inside.properties()).isEqualTo(person(1));
              assertThat(inside.sequence()).isZero();
              assertThat(tx.nodes(PERSON)).hasSize(1);
              assertThat(bed.<Boolean>read(view -> view.exists(created))).isFalse();
              return created;
            });

    Node<Person> outside = bed.read(view -> view.get(PERSON, id));
    assertThat(outside.properties()).isEqualTo(person(1));
    assertThat(outside.sequence()).isEqualTo(bed.tenant().publishedSequence());
  }

  @Test
  void namesAndJavaValuesMakeANodeToo() {
    Map<String, @Nullable Object> properties = new HashMap<>();
    properties.put("uid", 5);
    properties.put("name", "Ann");
    properties.put("age", 40);
    properties.put("email", null);
    NodeId id = bed.compute(tx -> tx.createFrom(PERSON, properties));

    assertThat(bed.<Person>read(view -> view.get(PERSON, id).properties()))
        .isEqualTo(new Person(5, "Ann", 40, null));
    assertThatThrownBy(() -> bed.write(tx -> tx.createFrom(PERSON, Map.of("nick", "x"))))
        .isInstanceOf(PropertyRuleException.class)
        .hasMessageContaining("nick");
  }

  @Test
  void aValueThatBreaksARuleIsRefusedAndTheTransactionGoesOn() {
    bed.write(
        tx -> {
          assertThatThrownBy(() -> tx.create(PERSON, new Person(1, "a", 151, null)))
              .isInstanceOf(PropertyRuleException.class)
              .hasMessageContaining("kind=Person property=age value=151 rule=max limit=150");
          assertThat(tx.changes()).isEqualTo(ChangeCounts.NONE);
          tx.create(PERSON, person(1));
        });
    assertThat(bed.<Long>read(view -> view.count(PERSON))).isEqualTo(1);
  }

  @Test
  void anUpdateChangesWhatItNamesAndKeepsTheRest() {
    NodeId id = bed.compute(tx -> tx.create(PERSON, new Person(1, "a", 30, "a@x")));
    bed.write(tx -> tx.update(id, Map.of("age", 31)));
    Map<String, @Nullable Object> without = new HashMap<>();
    without.put("email", null);
    bed.write(tx -> tx.update(id, without));

    assertThat(bed.<Person>read(view -> view.get(PERSON, id).properties()))
        .isEqualTo(new Person(1, "a", 31, null));
    Map<String, @Nullable Object> unnamed = new HashMap<>();
    unnamed.put("name", null);
    assertThatThrownBy(() -> bed.write(tx -> tx.update(id, unnamed)))
        .isInstanceOf(PropertyRuleException.class)
        .hasMessageContaining("rule=required");
  }

  @Test
  void anOpenKindKeepsNulls() {
    NodeId id = bed.compute(tx -> tx.createFrom(WIDGET, Map.of("size", 1)));
    Map<String, @Nullable Object> changes = new HashMap<>();
    changes.put("size", null);
    changes.put("colour", "red");
    bed.write(tx -> tx.update(id, changes));

    PropertyValue.MapOf found = bed.read(view -> view.get(WIDGET, id).properties());
    assertThat(found.fields())
        .isEqualTo(
            Map.of("size", new PropertyValue.Null(), "colour", new PropertyValue.Text("red")));
  }

  @Test
  void replaceChangesAllPropertiesOfANodeOfTheKind() {
    NodeId id = bed.compute(tx -> tx.create(PERSON, new Person(1, "a", 30, "a@x")));
    bed.write(tx -> tx.replace(PERSON, id, new Person(1, "b", 20, null)));

    assertThat(bed.<Person>read(view -> view.get(PERSON, id).properties()))
        .isEqualTo(new Person(1, "b", 20, null));
    assertThatThrownBy(() -> bed.write(tx -> tx.replace(FOLDER, id, new Folder("/", 1))))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("kind=Folder found=Person");
  }

  @Test
  void whatIsNotThereIsNotChanged() {
    NodeId id = bed.compute(tx -> tx.create(PERSON, person(1)));
    bed.write(tx -> tx.delete(id));
    for (NodeId gone : List.of(id, NodeId.of(TransactionBed.TENANT, 12_345))) {
      assertThatThrownBy(() -> bed.write(tx -> tx.update(gone, Map.of("age", 1))))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining(gone.toString());
      assertThatThrownBy(() -> bed.write(tx -> tx.replace(PERSON, gone, person(2))))
          .isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> bed.write(tx -> tx.delete(gone)))
          .isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void idsOfOtherTenantsAndKindsOfOtherSchemasAreRefused() {
    NodeId foreign = NodeId.of(TransactionBed.TENANT + 1, 0);
    NodeKind<Folder> other = NodeKind.of(Folder.class).name("Other");
    bed.write(
        tx -> {
          assertThatThrownBy(() -> tx.delete(foreign)).isInstanceOf(InvalidArgumentException.class);
          assertThatThrownBy(() -> tx.update(foreign, Map.of()))
              .isInstanceOf(InvalidArgumentException.class)
              .hasMessageContaining("another tenant");
          assertThatThrownBy(() -> tx.create(other, Kinds.folder("/")))
              .isInstanceOf(InvalidArgumentException.class)
              .hasMessageContaining("kind=Other");
          assertThatThrownBy(() -> tx.create(NodeKind.of(Folder.class), Kinds.folder("/")))
              .isInstanceOf(InvalidArgumentException.class)
              .hasMessageContaining("use the same object");
        });
  }

  @Test
  void createAllMakesAllNodesInOrderOrNone() {
    List<NodeId> ids = bed.compute(tx -> tx.createAll(PERSON, List.of(person(1), person(2))));
    assertThat(ids).hasSize(2).isSorted();
    assertThat(bed.<Person>read(view -> view.get(PERSON, ids.getLast()).properties()))
        .isEqualTo(person(2));

    bed.write(
        tx -> {
          NodeId before = tx.create(PERSON, person(8));
          List<Person> bad = Arrays.asList(person(3), person(4), person(1));
          assertThatThrownBy(() -> tx.createAll(PERSON, bad))
              .isInstanceOf(BulkRefusedException.class)
              .hasCauseInstanceOf(ConstraintException.class)
              .hasMessageContaining("index=2");
          assertThat(tx.changes().nodesCreated()).isEqualTo(1);
          assertThat(tx.exists(before)).isTrue();
          tx.create(PERSON, person(4)); // its key is free
        });
    assertThat(bed.<Long>read(view -> view.count(PERSON))).isEqualTo(4);
  }

  /**
   * Found by the model: what a refused call had begun with came back by the id it would have had.
   */
  @Test
  void whatARefusedCreateAllHadBegunWithIsNotRestored() {
    NodeId last = bed.compute(tx -> tx.create(PERSON, person(1)));
    bed.write(
        tx -> {
          List<Person> bad = List.of(person(2), person(3), person(1));
          assertThatThrownBy(() -> tx.createAll(PERSON, bad))
              .isInstanceOf(BulkRefusedException.class)
              .hasCauseInstanceOf(ConstraintException.class)
              .hasMessageContaining("index=2");
          NodeId begun = NodeId.of(TransactionBed.TENANT, last.number() + 1);
          assertThatThrownBy(() -> tx.restore(begun)).isInstanceOf(NotFoundException.class);
          assertThat(tx.changes()).isEqualTo(ChangeCounts.NONE);
        });
  }

  @Test
  void createAllMayBeGivenCodeThatWritesItself() {
    bed.write(
        tx -> {
          Iterable<Person> lazy =
              () ->
                  new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                      return next < 3;
                    }

                    @Override
                    public Person next() {
                      if (next == 2) {
                        throw new IllegalStateException("planned");
                      }
                      tx.create(FOLDER, Kinds.folder("/" + next));
                      return person(next++);
                    }
                  };
          assertThatThrownBy(() -> tx.createAll(PERSON, lazy)).hasMessage("planned");
          assertThat(tx.count(PERSON)).isZero();
          assertThat(tx.count(FOLDER)).isEqualTo(2);
        });
  }
}
