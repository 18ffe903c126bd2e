package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.FOLDER;
import static dev.thermograph.engine.internal.transaction.Kinds.KNOWS;
import static dev.thermograph.engine.internal.transaction.Kinds.LIKES;
import static dev.thermograph.engine.internal.transaction.Kinds.OWNER;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.TASK;
import static dev.thermograph.engine.internal.transaction.Kinds.folder;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static dev.thermograph.engine.internal.transaction.Kinds.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.ReaderClosedException;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.graph.TransactionConflictException;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.internal.transaction.Kinds.Knows;
import dev.thermograph.engine.internal.transaction.Kinds.Person;
import dev.thermograph.engine.schema.NoProperties;
import dev.thermograph.error.Severity;
import dev.thermograph.wal.Durability;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Interactive transactions: what they see, and what makes them conflict. */
final class OptimisticTransactionTest {
  private final TransactionBed bed = new TransactionBed(Kinds.SCHEMA);
  private NodeId ann;
  private NodeId bob;
  private NodeId root;
  private EdgeId knows;

  @BeforeEach
  void makeNodes() {
    ann = bed.compute(tx -> tx.create(PERSON, new Person(1, "ann", 30, "a@x")));
    bob = bed.compute(tx -> tx.create(PERSON, person(2)));
    root = bed.compute(tx -> tx.create(FOLDER, folder("/")));
    knows = bed.compute(tx -> tx.connect(KNOWS, ann, bob, new Knows(1, null)));
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private void requireConflict(
      Consumer<WriteTransaction> interactive, Consumer<WriteTransaction> other) {
    try (Transaction tx = bed.begin()) {
      interactive.accept(tx);
      NodeId own = tx.create(TASK, task("own"));
      bed.write(other);
      long last = bed.log().lastSequence();
      assertThatThrownBy(tx::commit)
          .isInstanceOfSatisfying(
              TransactionConflictException.class,
              error -> assertThat(error.severity()).isEqualTo(Severity.RETRY))
          .hasMessageContaining("commit=" + last);
      assertThat(bed.log().lastSequence()).isEqualTo(last);
      assertThat(bed.<Boolean>read(view -> view.exists(own))).isFalse();
    }
  }

  private void requireNoConflict(
      Consumer<WriteTransaction> interactive, Consumer<WriteTransaction> other) {
    try (Transaction tx = bed.begin()) {
      interactive.accept(tx);
      NodeId own = tx.create(TASK, task("own"));
      bed.write(other);
      tx.commit();
      assertThat(bed.<Boolean>read(view -> view.exists(own))).isTrue();
    }
  }

  @Test
  void itReadsOneInstantAndItsOwnChanges() {
    try (Transaction tx = bed.begin()) {
      long began = tx.sequence();
      bed.write(other -> other.update(ann, Map.of("age", 99)));
      assertThat(tx.get(PERSON, ann).properties().age()).isEqualTo(30);
      tx.update(bob, Map.of("age", 5));
      assertThat(tx.get(PERSON, bob).properties().age()).isEqualTo(5);
      assertThat(bed.<Integer>read(view -> view.get(PERSON, bob).properties().age())).isEqualTo(30);
      assertThat(tx.sequence()).isEqualTo(began);
    }
    assertThat(bed.<Integer>read(view -> view.get(PERSON, bob).properties().age())).isEqualTo(30);
    assertThat(bed.manager().openCount()).isZero();
  }

  @Test
  void itCommitsWhenNothingThatItReadWasChanged() {
    try (Transaction tx = bed.begin()) {
      tx.update(ann, Map.of("age", 31));
      NodeId created = tx.create(PERSON, person(3));
      tx.connect(LIKES, created, ann);
      bed.write(other -> other.update(bob, Map.of("age", 5)));
      CommitReceipt receipt = tx.commit();

      assertThat(receipt.changes()).isEqualTo(new ChangeCounts(1, 1, 0, 1, 0, 0));
      assertThat(receipt.sequence()).isEqualTo(bed.tenant().publishedSequence());
      assertThat(bed.<Boolean>read(view -> view.exists(created))).isTrue();
    }
  }

  @Test
  void theFirstCommitterWins() {
    try (Transaction one = bed.begin();
        Transaction two = bed.begin()) {
      one.update(ann, Map.of("age", 31));
      two.update(ann, Map.of("age", 32));
      two.commit();
      assertThatThrownBy(one::commit)
          .isInstanceOf(TransactionConflictException.class)
          .hasMessageContaining("what=" + ann);
    }
    assertThat(bed.<Integer>read(view -> view.get(PERSON, ann).properties().age())).isEqualTo(32);
  }

  @Test
  void whatItReadOfANodeMustNotChange() {
    requireConflict(tx -> tx.get(PERSON, ann), other -> other.update(ann, Map.of("age", 1)));
    requireConflict(tx -> tx.get(PERSON, ann), other -> other.delete(ann));
    requireConflict(tx -> tx.find(PERSON, ann), other -> other.restore(ann));
    requireConflict(tx -> tx.exists(bob), other -> other.delete(bob));
    requireNoConflict(tx -> tx.exists(ann), other -> other.update(ann, Map.of("age", 7)));
  }

  @Test
  void whatItReadOfAnEdgeMustNotChange() {
    requireConflict(tx -> tx.get(KNOWS, knows), other -> other.update(knows, Map.of("since", 9)));
    requireConflict(tx -> tx.exists(knows), other -> other.delete(knows));
    requireConflict(tx -> tx.find(KNOWS, knows), other -> other.restore(knows));
  }

  @Test
  void noEdgeMayComeOrGoWhereItHasWalked() {
    requireConflict(
        tx -> tx.degree(KNOWS, ann, Direction.OUT),
        other -> other.connect(KNOWS, ann, bob, new Knows(2, null)));
    requireConflict(
        tx -> tx.edges(LIKES, bob, Direction.IN), other -> other.connect(LIKES, ann, bob));
    requireConflict(tx -> tx.degree(KNOWS, bob, Direction.BOTH), other -> other.delete(knows));
    requireNoConflict(
        tx -> tx.degree(KNOWS, ann, Direction.IN),
        other -> other.connect(KNOWS, ann, bob, new Knows(3, null)));
    requireNoConflict(
        tx -> tx.degree(LIKES, ann, Direction.OUT),
        other -> other.connect(KNOWS, ann, bob, new Knows(4, null)));
  }

  @Test
  void noEdgeMayComeBetweenTwoNodesWhereItHasLooked() {
    requireConflict(
        tx -> tx.getOrConnect(LIKES, ann, bob, NoProperties.NONE),
        other -> other.connect(LIKES, ann, bob));
    NodeId cid = bed.compute(tx -> tx.create(PERSON, person(3)));
    requireNoConflict(tx -> tx.connect(LIKES, cid, bob), other -> other.connect(LIKES, bob, cid));
    requireConflict(
        tx -> tx.edgesBetween(KNOWS, bob, ann),
        other -> other.connect(KNOWS, bob, ann, new Knows(1, null)));
  }

  @Test
  void cardinalityHoldsAcrossTransactions() {
    requireConflict(tx -> tx.connect(OWNER, root, ann), other -> other.connect(OWNER, root, bob));
    assertThat(bed.<Long>read(view -> view.degree(OWNER, root, Direction.OUT))).isEqualTo(1);
  }

  @Test
  void uniqueValuesHoldAcrossTransactions() {
    requireConflict(tx -> tx.create(PERSON, person(5)), other -> other.create(PERSON, person(5)));
    requireConflict(
        tx -> tx.update(bob, Map.of("email", "new@x")),
        other -> other.create(PERSON, new Person(6, "f", 1, "NEW@x")));
    requireConflict(tx -> tx.findByKey(PERSON, 7L), other -> other.create(PERSON, person(7)));
    requireConflict(tx -> tx.findByKey(PERSON, 1L), other -> other.update(ann, Map.of("uid", 8)));
    requireNoConflict(
        tx -> tx.create(PERSON, person(9)), other -> other.create(PERSON, person(10)));
  }

  @Test
  void noNodeOfAKindMayComeOrGoWhenItHasScannedThem() {
    requireConflict(tx -> tx.count(FOLDER), other -> other.create(FOLDER, folder("/a")));
    requireConflict(tx -> tx.nodes(FOLDER).forEach(_ -> {}), other -> other.delete(root));
    requireNoConflict(tx -> tx.count(PERSON), other -> other.create(FOLDER, folder("/b")));
    requireNoConflict(tx -> tx.count(PERSON), other -> other.update(ann, Map.of("age", 66)));
  }

  @Test
  void noEdgeOfAKindMayComeOrGoWhenItHasScannedThem() {
    requireConflict(tx -> tx.count(LIKES), other -> other.connect(LIKES, ann, bob));
    requireConflict(tx -> tx.edges(KNOWS).forEach(_ -> {}), other -> other.delete(knows));
    requireNoConflict(
        tx -> tx.count(LIKES), other -> other.connect(KNOWS, ann, bob, new Knows(1, null)));
  }

  @Test
  void anEdgeNeedsItsEndsAndADeleteNeedsItsNodeToBeAlone() {
    requireConflict(tx -> tx.connect(LIKES, ann, bob), other -> other.delete(bob));
    NodeId cid = bed.compute(tx -> tx.create(PERSON, person(3)));
    requireConflict(tx -> tx.delete(cid), other -> other.connect(LIKES, ann, cid));
  }

  /** Two doctors on call; each may leave while the other stays. */
  @Test
  void writeSkewIsRefused() {
    try (Transaction one = bed.begin();
        Transaction two = bed.begin()) {
      for (Transaction tx : new Transaction[] {one, two}) {
        long onCall = tx.nodes(PERSON).filter(it -> it.properties().age() == 30).count();
        assertThat(onCall).isEqualTo(2);
      }
      one.update(ann, Map.of("age", 0));
      two.update(bob, Map.of("age", 0));
      one.commit();
      assertThatThrownBy(two::commit).isInstanceOf(TransactionConflictException.class);
    }
  }

  @Test
  void oneThatChangedNothingNeedsNoCheckAndWritesNothing() {
    long last = bed.log().lastSequence();
    try (Transaction tx = bed.begin()) {
      long began = tx.sequence();
      tx.get(PERSON, ann);
      bed.write(other -> other.update(ann, Map.of("age", 1)));
      assertThat(tx.commit())
          .isEqualTo(
              new CommitReceipt(
                  began,
                  TransactionBed.NOTHING_COMMITTED_AT,
                  Durability.sync(),
                  ChangeCounts.NONE));
      assertThat(bed.log().lastSequence()).isEqualTo(last + 1);
    }
  }

  @Test
  void itIsOverAfterCommitCloseAndConflict() {
    Transaction committed = bed.begin();
    committed.commit();
    Transaction closed = bed.begin();
    closed.close();
    closed.close();
    Transaction conflicting = bed.begin();
    conflicting.update(ann, Map.of("age", 1));
    bed.write(tx -> tx.update(ann, Map.of("age", 2)));
    assertThatThrownBy(conflicting::commit).isInstanceOf(TransactionConflictException.class);
    for (Transaction over : new Transaction[] {committed, closed, conflicting}) {
      assertThatThrownBy(over::commit).isInstanceOf(ReaderClosedException.class);
      assertThatThrownBy(() -> over.get(PERSON, ann)).isInstanceOf(ReaderClosedException.class);
      assertThatThrownBy(() -> over.create(PERSON, person(3)))
          .isInstanceOf(ReaderClosedException.class);
    }
    assertThat(bed.manager().openCount()).isZero();
  }

  @Test
  void aTransactionThatReadTooMuchConflictsWithAnyCommitButOnlyThen() {
    try (TransactionBed small =
        new TransactionBed(Kinds.SCHEMA, () -> new ReadKeys(4), Durability.sync())) {
      small.write(
          tx -> {
            for (int uid = 0; uid < 10; uid++) {
              tx.create(PERSON, person(uid));
            }
          });
      try (Transaction tx = small.begin()) {
        assertThat(tx.nodes(PERSON)).hasSize(10);
        tx.create(PERSON, person(100));
        tx.commit();
      }
      try (Transaction tx = small.begin()) {
        assertThat(tx.nodes(PERSON)).hasSize(11);
        tx.create(PERSON, person(101));
        small.write(other -> other.create(FOLDER, folder("/")));
        assertThatThrownBy(tx::commit)
            .isInstanceOf(TransactionConflictException.class)
            .hasMessageContaining("read more than is kept");
      }
    }
  }

  @Test
  void aTransactionConflictsWhenMoreWasChangedThanIsKept() {
    try (Transaction tx = bed.begin()) {
      tx.update(ann, Map.of("age", 1));
      bed.write(
          other -> {
            for (int at = 0; at < RecentWrites.COUNT_MAX / 3 + 1; at++) {
              other.create(TASK, task(""));
            }
          });
      assertThatThrownBy(tx::commit)
          .isInstanceOf(TransactionConflictException.class)
          .hasMessageContaining("more was changed");
    }
    try (Transaction tx = bed.begin()) {
      tx.update(ann, Map.of("age", 1));
      tx.commit();
    }
  }

  /** The view that it was to read is closed, too: nobody else could. */
  @Test
  void oneThatFailsToBeginKeepsNothingOpen() {
    AtomicBoolean isOutOfMemory = new AtomicBoolean();
    try (TransactionBed full =
        new TransactionBed(
            Kinds.SCHEMA,
            () -> {
              if (isOutOfMemory.get()) {
                throw new OutOfMemoryError("planted");
              }
              return new ReadKeys();
            },
            Durability.sync())) {
      isOutOfMemory.set(true);
      assertThatThrownBy(full::begin).hasMessage("planted");
      assertThat(full.manager().openCount()).isZero();
      full.tenant().close();
    }
  }
}
