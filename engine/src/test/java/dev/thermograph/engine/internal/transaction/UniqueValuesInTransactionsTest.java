package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.FOLDER;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.WIDGET;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.graph.ConstraintException.Rule;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.WriteTransaction.Upserted;
import dev.thermograph.engine.internal.transaction.Kinds.Folder;
import dev.thermograph.engine.internal.transaction.Kinds.Person;
import dev.thermograph.engine.schema.PropertyRuleException;
import dev.thermograph.error.InvalidArgumentException;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys and unique values: in every method that gives a node values. */
final class UniqueValuesInTransactionsTest {
  private final TransactionBed bed = new TransactionBed(Kinds.SCHEMA);

  @AfterEach
  void close() {
    bed.close();
  }

  private static void refuse(ThrowingCallable call, String... parts) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown)
        .isInstanceOfSatisfying(
            ConstraintException.class, error -> assertThat(error.rule()).isEqualTo(Rule.UNIQUE));
    for (String part : parts) {
      assertThat(thrown).hasMessageContaining(part);
    }
  }

  @Test
  void aKeyThatAnotherNodeHasIsRefusedWhetherCommittedOrNot() {
    NodeId committed = bed.compute(tx -> tx.create(PERSON, person(1)));
    bed.write(
        tx -> {
          refuse(
              () -> tx.create(PERSON, new Person(1, "x", 1, null)),
              "kind=Person rule=uid",
              "uid=1 ",
              "node=" + committed);
          tx.create(PERSON, person(2));
          refuse(() -> tx.create(PERSON, person(2)));
          refuse(() -> tx.createFrom(PERSON, Map.of("uid", 2, "name", "x", "age", 1)));
        });
    assertThat(bed.<Long>read(view -> view.count(PERSON))).isEqualTo(2);
  }

  @Test
  void aValueIsFreeOnceItsNodeIsDeletedOrHasAnother() {
    NodeId one = bed.compute(tx -> tx.create(PERSON, person(1)));
    NodeId two =
        bed.compute(
            tx -> {
              tx.update(one, Map.of("uid", 10));
              return tx.create(PERSON, person(1));
            });
    bed.write(
        tx -> {
          refuse(() -> tx.update(one, Map.of("uid", 1)));
          tx.delete(two);
          tx.update(one, Map.of("uid", 1));
          tx.create(PERSON, person(10));
        });
    assertThat(bed.<Optional<NodeId>>read(view -> view.findByKey(PERSON, 1L).map(it -> it.id())))
        .contains(one);
  }

  @Test
  void twoNodesMaySwapTheirValuesByWayOfAThirdInOneTransaction() {
    NodeId one = bed.compute(tx -> tx.create(FOLDER, new Folder("/a", 1)));
    NodeId two = bed.compute(tx -> tx.create(FOLDER, new Folder("/b", 2)));
    bed.write(
        tx -> {
          tx.update(one, Map.of("path", "/c"));
          tx.update(two, Map.of("path", "/a"));
          tx.update(one, Map.of("path", "/b"));
        });
    bed.restart();
    bed.read(
        view -> {
          assertThat(view.findByKey(FOLDER, "/a").orElseThrow().id()).isEqualTo(two);
          assertThat(view.findByKey(FOLDER, "/b").orElseThrow().id()).isEqualTo(one);
          assertThat(view.findByKey(FOLDER, "/c")).isEmpty();
          return true;
        });
  }

  @Test
  void caseCountsOrNotAsTheRuleSays() {
    bed.write(
        tx -> {
          tx.create(PERSON, new Person(1, "a", 1, "Ann@X"));
          refuse(() -> tx.create(PERSON, new Person(2, "b", 1, "aNN@x")));
          tx.create(FOLDER, new Folder("/a", 1));
          tx.create(FOLDER, new Folder("/A", 1));
        });
  }

  @Test
  void aNodeThatLacksAValueIsNotCompared() {
    bed.write(
        tx -> {
          tx.create(PERSON, new Person(1, "a", 1, null));
          tx.create(PERSON, new Person(2, "a", 1, null));
          tx.createFrom(WIDGET, Map.of("a", "x"));
          tx.createFrom(WIDGET, Map.of("a", "x"));
          tx.createFrom(WIDGET, Map.of("a", "x", "b", "y"));
          refuse(() -> tx.createFrom(WIDGET, Map.of("a", "X", "b", "Y")), "rule=pair");
          tx.createFrom(WIDGET, Map.of("a", "x", "b", 3));
        });
  }

  @Test
  void replaceAndUpdateMayKeepTheirOwnValues() {
    NodeId id = bed.compute(tx -> tx.create(PERSON, new Person(1, "a", 1, "a@x")));
    bed.write(
        tx -> {
          tx.update(id, Map.of("email", "A@X"));
          tx.replace(PERSON, id, new Person(1, "b", 2, "A@x"));
          tx.update(id, Map.of("age", 3));
          refuse(() -> tx.create(PERSON, new Person(2, "b", 2, "a@X")));
        });
  }

  @Test
  void upsertCreatesOrReplacesByKey() {
    NodeId id = bed.compute(tx -> tx.create(PERSON, new Person(1, "a", 1, "a@x")));
    bed.write(
        tx -> {
          assertThat(tx.upsert(PERSON, new Person(1, "b", 2, null)))
              .isEqualTo(new Upserted(id, false));
          Upserted created = tx.upsert(PERSON, new Person(2, "c", 2, "a@x"));
          assertThat(created.isCreated()).isTrue();
          assertThat(tx.upsert(PERSON, new Person(2, "d", 2, "a@x")))
              .isEqualTo(new Upserted(created.id(), false));
          refuse(() -> tx.upsert(PERSON, new Person(1, "b", 2, "A@x")), "rule=email");
          assertThat(tx.get(PERSON, id).properties()).isEqualTo(new Person(1, "b", 2, null));
        });
    assertThatThrownBy(() -> bed.write(tx -> tx.upsert(Kinds.TASK, Kinds.task("x"))))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("no key");
  }

  @Test
  void getOrCreateFindsByTheRuleItIsGiven() {
    NodeId id = bed.compute(tx -> tx.create(PERSON, new Person(1, "a", 1, "a@x")));
    bed.write(
        tx -> {
          assertThat(tx.getOrCreate(PERSON, "email", new Person(5, "z", 9, "A@X")))
              .isEqualTo(new Upserted(id, false));
          assertThat(tx.getOrCreate(PERSON, "uid", new Person(1, "z", 9, null)).id()).isEqualTo(id);
          assertThat(tx.get(PERSON, id).properties()).isEqualTo(new Person(1, "a", 1, "a@x"));
          assertThat(tx.getOrCreate(PERSON, "email", new Person(2, "z", 9, null)).isCreated())
              .isTrue();
          refuse(() -> tx.getOrCreate(PERSON, "email", new Person(1, "z", 9, "b@x")), "rule=uid");
          assertThatThrownBy(() -> tx.getOrCreate(PERSON, "name", person(7)))
              .isInstanceOf(InvalidArgumentException.class)
              .hasMessageContaining("rule=name");
          assertThatThrownBy(() -> tx.getOrCreate(PERSON, "uid", new Person(1, "z", -1, null)))
              .isInstanceOf(PropertyRuleException.class);
        });
  }

  @Test
  void aTakenValueIsFoundAgainAfterARestart() {
    bed.write(tx -> tx.create(PERSON, new Person(1, "a", 1, "a@x")));
    bed.restart();
    refuse(() -> bed.write(tx -> tx.create(PERSON, new Person(2, "b", 1, "A@X"))));
  }
}
