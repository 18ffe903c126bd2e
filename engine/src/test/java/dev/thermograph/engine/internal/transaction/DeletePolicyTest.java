package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.CONTAINS;
import static dev.thermograph.engine.internal.transaction.Kinds.FOLDER;
import static dev.thermograph.engine.internal.transaction.Kinds.FOLLOWED_BY;
import static dev.thermograph.engine.internal.transaction.Kinds.HOLDS;
import static dev.thermograph.engine.internal.transaction.Kinds.KNOWS;
import static dev.thermograph.engine.internal.transaction.Kinds.LIKES;
import static dev.thermograph.engine.internal.transaction.Kinds.NEAR;
import static dev.thermograph.engine.internal.transaction.Kinds.OWNER;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.TASK;
import static dev.thermograph.engine.internal.transaction.Kinds.folder;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static dev.thermograph.engine.internal.transaction.Kinds.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.graph.ConstraintException.Rule;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.internal.transaction.Kinds.Knows;
import dev.thermograph.error.InvalidArgumentException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What deleting a node does about its edges and neighbours. */
final class DeletePolicyTest {
  private final TransactionBed bed = new TransactionBed(Kinds.SCHEMA);

  @AfterEach
  void close() {
    bed.close();
  }

  private static void refuse(WriteTransaction tx, NodeId node) {
    ChangeCounts before = tx.changes();
    assertThatThrownBy(() -> tx.delete(node))
        .isInstanceOfSatisfying(
            ConstraintException.class,
            error -> assertThat(error.rule()).isEqualTo(Rule.DELETE_POLICY))
        .hasMessageContaining("node=" + node);
    assertThat(tx.changes()).isEqualTo(before);
    assertThat(tx.exists(node)).isTrue();
  }

  @Test
  void restrictForbidsWhileThereIsAnyEdgeInOrOut() {
    bed.write(
        tx -> {
          NodeId task = tx.create(TASK, task("a"));
          NodeId owner = tx.create(PERSON, person(1));
          var out = tx.connect(OWNER, task, owner);
          refuse(tx, task);
          tx.delete(out);
          var in = tx.connect(LIKES, owner, task);
          refuse(tx, task);
          tx.delete(in);
          assertThat(tx.delete(task)).isEqualTo(1);
        });
  }

  @Test
  void anEdgeToItselfForbidsToo() {
    bed.write(
        tx -> {
          NodeId task = tx.create(TASK, task("a"));
          tx.connect(LIKES, task, task);
          refuse(tx, task);
          NodeId person = tx.create(PERSON, person(1));
          tx.connect(LIKES, person, person);
          assertThat(tx.delete(person)).isEqualTo(2);
        });
  }

  @Test
  void disconnectTakesTheEdgesAndLeavesTheNeighbours() {
    NodeId ann = bed.compute(tx -> tx.create(PERSON, person(1)));
    NodeId bob = bed.compute(tx -> tx.create(PERSON, person(2)));
    bed.write(tx -> tx.connect(KNOWS, ann, bob, new Knows(1, null)));
    bed.write(
        tx -> {
          tx.connect(KNOWS, bob, ann, new Knows(1, null));
          assertThat(tx.delete(ann)).isEqualTo(3);
          assertThat(tx.degree(KNOWS, bob, Direction.BOTH)).isZero();
          assertThat(tx.changes()).isEqualTo(new ChangeCounts(0, 0, 1, 0, 0, 1));
        });
    assertThat(bed.<Long>read(view -> view.degree(KNOWS, bob, Direction.BOTH))).isZero();
    assertThat(bed.<Boolean>read(view -> view.exists(bob))).isTrue();
  }

  @Test
  void cascadeFollowsOutgoingEdgesOnlyAndRunsInCircles() {
    List<NodeId> ring =
        bed.compute(
            tx ->
                tx.createAll(
                    FOLDER, IntStream.range(0, 20).mapToObj(it -> folder("/" + it)).toList()));
    bed.write(
        tx -> {
          for (int at = 0; at < ring.size(); at++) {
            tx.connect(CONTAINS, ring.get(at), ring.get((at + 1) % ring.size()));
          }
        });
    bed.write(
        tx -> {
          NodeId parent = tx.create(FOLDER, folder("/parent"));
          tx.connect(CONTAINS, parent, ring.getFirst());
          assertThat(tx.delete(ring.get(7))).isEqualTo(20 + 21);
          assertThat(tx.exists(parent)).isTrue();
        });
    assertThat(bed.<Long>read(view -> view.count(FOLDER))).isEqualTo(1);
  }

  @Test
  void aVeryLongCascadeNeedsNoStack() {
    int length = 10_000;
    NodeId first =
        bed.compute(
            tx -> {
              NodeId head = tx.create(FOLDER, folder("/0"));
              NodeId last = head;
              for (int at = 1; at < length; at++) {
                NodeId next = tx.create(FOLDER, folder("/" + at));
                tx.connect(CONTAINS, last, next);
                last = next;
              }
              return head;
            });
    assertThat(bed.<Integer>compute(tx -> tx.delete(first))).isEqualTo(2 * length - 1);
    assertThat(bed.<Long>read(view -> view.count(FOLDER))).isZero();
  }

  @Test
  void restrictMetByACascadeRefusesTheWholeDelete() {
    bed.write(
        tx -> {
          NodeId top = tx.create(FOLDER, folder("/"));
          NodeId below = tx.create(FOLDER, folder("/a"));
          NodeId task = tx.create(TASK, task("t"));
          NodeId owner = tx.create(PERSON, person(1));
          tx.connect(CONTAINS, top, below);
          tx.connect(CONTAINS, below, task);
          tx.connect(OWNER, task, owner);
          refuse(tx, top);
          assertThat(tx.count(CONTAINS)).isEqualTo(2);
          assertThat(tx.exists(task)).isTrue();
        });
  }

  @Test
  void anEdgeThatTheOtherEndTakesDoesNotForbid() {
    bed.write(
        tx -> {
          NodeId top = tx.create(FOLDER, folder("/"));
          NodeId task = tx.create(TASK, task("t"));
          tx.connect(CONTAINS, top, task); // restricts at the task, cascades from the folder
          assertThat(tx.delete(top)).isEqualTo(3);
        });
  }

  /** Both go in any order: the task's edge to the person is the person's to take. */
  @Test
  void whatIsDeletedDoesNotDependOnTheOrderOfEdges() {
    for (boolean isTaskFirst : List.of(true, false)) {
      bed.write(
          tx -> {
            NodeId top = tx.create(FOLDER, folder("/"));
            NodeId task = tx.create(TASK, task("t"));
            NodeId owner = tx.create(PERSON, person(1));
            tx.connect(FOLLOWED_BY, top, isTaskFirst ? task : owner);
            tx.connect(FOLLOWED_BY, top, isTaskFirst ? owner : task);
            tx.connect(OWNER, task, owner);
            assertThat(tx.delete(top)).isEqualTo(6);
          });
    }
  }

  @Test
  void theEdgesKindSaysItFirst() {
    bed.write(
        tx -> {
          NodeId ann = tx.create(PERSON, person(1));
          NodeId bob = tx.create(PERSON, person(2));
          NodeId cid = tx.create(PERSON, person(3));
          var held = tx.connectFrom(HOLDS, ann, bob, Map.of()); // restricts, though persons do not
          refuse(tx, ann);
          refuse(tx, bob);
          tx.delete(held);
          tx.connect(FOLLOWED_BY, ann, bob); // cascades, though persons do not
          tx.connect(FOLLOWED_BY, cid, ann);
          assertThat(tx.delete(ann)).isEqualTo(4);
          assertThat(tx.exists(cid)).isTrue();
          NodeId task = tx.create(TASK, task("t"));
          tx.connect(NEAR, task, cid); // disconnects, though tasks restrict
          assertThat(tx.delete(task)).isEqualTo(2);
        });
  }

  @Test
  void aDeleteThatTakesTooMuchIsRefusedWhole() {
    bed.write(
        tx -> {
          NodeId hub = tx.create(PERSON, person(0));
          for (int at = 1; at < 20; at++) {
            tx.connect(LIKES, hub, tx.create(PERSON, person(at)));
          }
          TransactionScope scope = ((GraphTransaction) tx).scope();
          assertThatThrownBy(() -> new Deletion(scope, 10).delete(hub.number()))
              .isInstanceOf(InvalidArgumentException.class)
              .hasMessageContaining("limit=10");
          assertThat(tx.degree(LIKES, hub, Direction.OUT)).isEqualTo(19);
        });
  }
}
