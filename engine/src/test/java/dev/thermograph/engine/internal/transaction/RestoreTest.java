package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.FOLDER;
import static dev.thermograph.engine.internal.transaction.Kinds.HOLDS;
import static dev.thermograph.engine.internal.transaction.Kinds.KNOWS;
import static dev.thermograph.engine.internal.transaction.Kinds.LIKES;
import static dev.thermograph.engine.internal.transaction.Kinds.OWNER;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.folder;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.internal.transaction.Kinds.Knows;
import dev.thermograph.engine.internal.transaction.Kinds.Person;
import dev.thermograph.error.InvalidArgumentException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bringing back what was deleted, before or in the same transaction. */
final class RestoreTest {
  private final TransactionBed bed = new TransactionBed(Kinds.SCHEMA);
  private NodeId ann;
  private NodeId bob;
  private EdgeId knows;

  @BeforeEach
  void makeNodes() {
    ann = bed.compute(tx -> tx.create(PERSON, new Person(1, "ann", 30, "a@x")));
    bob = bed.compute(tx -> tx.create(PERSON, person(2)));
    knows = bed.compute(tx -> tx.connect(KNOWS, ann, bob, new Knows(1, "n")));
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private Person committed(NodeId id) {
    return bed.read(view -> view.get(PERSON, id).properties());
  }

  @Test
  void aNodeComesBackWithWhatItHadAndWithoutItsEdges() {
    bed.write(tx -> tx.update(ann, Map.of("age", 31)));
    bed.write(tx -> tx.delete(ann));
    bed.write(
        tx -> {
          tx.restore(ann);
          assertThat(tx.get(PERSON, ann).properties()).isEqualTo(new Person(1, "ann", 31, "a@x"));
          assertThat(tx.changes()).isEqualTo(new ChangeCounts(1, 0, 0, 0, 0, 0));
          assertThat(tx.degree(KNOWS, ann, Direction.BOTH)).isZero();
          assertThat(tx.nodes(PERSON).map(it -> it.id())).containsExactly(ann, bob);
        });
    bed.restart();
    assertThat(committed(ann).age()).isEqualTo(31);
    assertThat(bed.<NodeId>read(view -> view.findUnique(PERSON, "email", "A@X").get().id()))
        .isEqualTo(ann);
    assertThatThrownBy(() -> bed.write(tx -> tx.create(PERSON, person(1))))
        .isInstanceOf(ConstraintException.class);
  }

  @Test
  void anInteractiveTransactionRestoresWhatItsViewSeesAsDeleted() {
    bed.write(tx -> tx.delete(ann));
    try (Transaction tx = bed.begin()) {
      tx.restore(ann);
      tx.restore(knows);
      tx.commit();
    }
    assertThat(committed(ann)).isEqualTo(new Person(1, "ann", 30, "a@x"));
    assertThat(bed.<Knows>read(view -> view.get(KNOWS, knows).properties()))
        .isEqualTo(new Knows(1, "n"));
  }

  @Test
  void itsValuesMustStillBeFree() {
    bed.write(tx -> tx.delete(ann));
    NodeId other = bed.compute(tx -> tx.create(PERSON, new Person(3, "x", 1, "A@X")));
    bed.write(
        tx -> {
          assertThatThrownBy(() -> tx.restore(ann))
              .isInstanceOf(ConstraintException.class)
              .hasMessageContaining("rule=email")
              .hasMessageContaining("node=" + other);
          tx.delete(other);
          tx.restore(ann);
        });
    assertThat(committed(ann).email()).isEqualTo("a@x");
  }

  @Test
  void anEdgeComesBackBetweenTheSameNodesWhichMustBeThere() {
    bed.write(tx -> tx.delete(bob));
    bed.write(
        tx -> {
          assertThatThrownBy(() -> tx.restore(knows))
              .isInstanceOf(NotFoundException.class)
              .hasMessageContaining(bob.toString());
          tx.restore(bob);
          tx.restore(knows);
          assertThat(tx.degree(KNOWS, bob, Direction.IN)).isEqualTo(1);
          assertThat(tx.edges(KNOWS).map(it -> it.id())).containsExactly(knows);
        });
    bed.restart();
    assertThat(bed.<Long>read(view -> view.degree(KNOWS, ann, Direction.OUT))).isEqualTo(1);
    assertThat(bed.<Knows>read(view -> view.get(KNOWS, knows).properties()))
        .isEqualTo(new Knows(1, "n"));
  }

  @Test
  void anEdgeComesBackOnlyWhereThereIsRoom() {
    NodeId root = bed.compute(tx -> tx.create(FOLDER, folder("/")));
    EdgeId owner = bed.compute(tx -> tx.connect(OWNER, root, ann));
    bed.write(tx -> tx.delete(owner));
    EdgeId newOwner = bed.compute(tx -> tx.connect(OWNER, root, bob));
    bed.write(
        tx -> {
          assertThatThrownBy(() -> tx.restore(owner)).isInstanceOf(ConstraintException.class);
          tx.delete(newOwner);
          tx.restore(owner);
          assertThatThrownBy(() -> tx.restore(newOwner)).isInstanceOf(ConstraintException.class);
        });
  }

  @Test
  void edgesWithoutPropertiesComeBackToo() {
    EdgeId likes = bed.compute(tx -> tx.connect(LIKES, ann, bob));
    EdgeId holds = bed.compute(tx -> tx.connectFrom(HOLDS, ann, bob, Map.of("w", 1)));
    for (int round = 0; round < 3; round++) {
      bed.write(
          tx -> {
            tx.delete(likes);
            tx.delete(holds);
          });
      bed.write(
          tx -> {
            tx.restore(likes);
            tx.restore(holds);
          });
    }
    assertThat(bed.<Integer>read(view -> view.get(HOLDS, holds).properties().fields().size()))
        .isEqualTo(1);
    assertThat(bed.<Boolean>read(view -> view.exists(likes))).isTrue();
  }

  @Test
  void whatIsThereAndWhatNeverWasIsNotRestored() {
    bed.write(
        tx -> {
          assertThatThrownBy(() -> tx.restore(ann))
              .isInstanceOf(InvalidArgumentException.class)
              .hasMessageContaining("not deleted");
          assertThatThrownBy(() -> tx.restore(knows)).isInstanceOf(InvalidArgumentException.class);
          assertThatThrownBy(() -> tx.restore(NodeId.of(TransactionBed.TENANT, 555)))
              .isInstanceOf(NotFoundException.class);
          assertThatThrownBy(() -> tx.restore(EdgeId.of(TransactionBed.TENANT, 555)))
              .isInstanceOf(NotFoundException.class);
        });
  }

  @Test
  void whatWasDeletedBeforeTheRetainedPastCannotComeBack() {
    bed.write(tx -> tx.delete(ann));
    bed.tenant().care().retainFrom(bed.tenant().publishedSequence());
    bed.write(
        tx -> {
          assertThatThrownBy(() -> tx.restore(ann))
              .isInstanceOf(NotFoundException.class)
              .hasMessageContaining("retained past");
          assertThatThrownBy(() -> tx.restore(knows)).isInstanceOf(NotFoundException.class);
        });
  }

  @Test
  void whatTheTransactionDeletedItselfComesBackAsItWas() {
    bed.write(
        tx -> {
          tx.update(ann, Map.of("age", 50));
          tx.delete(ann);
          tx.restore(ann);
          assertThat(tx.get(PERSON, ann).properties().age()).isEqualTo(50);
          tx.restore(knows);
          NodeId fresh = tx.create(PERSON, person(9));
          EdgeId edge = tx.connect(LIKES, fresh, ann);
          tx.delete(fresh);
          tx.create(PERSON, person(10));
          tx.restore(fresh);
          tx.restore(edge);
          assertThatThrownBy(() -> tx.create(PERSON, person(9)))
              .isInstanceOf(ConstraintException.class);
          assertThat(tx.changes()).isEqualTo(new ChangeCounts(2, 1, 0, 1, 0, 0));
        });
    assertThat(committed(ann).age()).isEqualTo(50);
    assertThat(bed.<Long>read(view -> view.count(LIKES))).isEqualTo(1);
  }

  @Test
  void deletedAndRestoredInOneTransactionIsNoChange() {
    long before = bed.tenant().publishedSequence();
    bed.write(
        tx -> {
          tx.delete(ann);
          tx.restore(ann);
          tx.restore(knows);
          assertThat(tx.changes()).isEqualTo(ChangeCounts.NONE);
          assertThat(tx.degree(KNOWS, ann, Direction.OUT)).isEqualTo(1);
        });
    assertThat(bed.tenant().publishedSequence()).isEqualTo(before);
  }
}
