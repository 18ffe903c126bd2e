package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.KNOWS;
import static dev.thermograph.engine.internal.transaction.Kinds.LIKES;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.internal.transaction.Kinds.Knows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a transaction sees of itself when it is large, or changes what it reads. */
final class OverlayTest {
  private static final int MANY = 5_000;

  private final TransactionBed bed = new TransactionBed(Kinds.SCHEMA);

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void manyNodesAndEdgesAreFoundInsideTheTransactionThatMakesThem() {
    bed.write(
        tx -> {
          NodeId hub = tx.create(PERSON, person(MANY));
          List<NodeId> ids = new ArrayList<>();
          for (int uid = 0; uid < MANY; uid++) {
            NodeId id = tx.create(PERSON, person(uid));
            tx.connect(LIKES, hub, id);
            ids.add(id);
          }
          assertThat(tx.degree(LIKES, hub, Direction.OUT)).isEqualTo(MANY);
          assertThat(tx.nodes(PERSON).filter(it -> it.properties().uid() % 2 == 0).count())
              .isEqualTo(MANY / 2 + 1);
          for (int uid = 0; uid < MANY; uid += 500) {
            NodeId id = ids.get(uid);
            assertThat(tx.findByKey(PERSON, (long) uid).orElseThrow().id()).isEqualTo(id);
            assertThat(tx.edgesBetween(LIKES, hub, id)).hasSize(1);
            assertThatThrownBy(() -> tx.connect(LIKES, hub, id))
                .isInstanceOf(ConstraintException.class);
          }
        });
    assertThat(bed.<Long>read(view -> view.count(LIKES))).isEqualTo(MANY);
  }

  @Test
  void aStreamMayBeReadWhileWhatItReadsIsChanged() {
    bed.write(
        tx -> {
          for (int uid = 0; uid < 100; uid++) {
            tx.create(PERSON, person(uid));
          }
        });
    bed.write(
        tx -> {
          tx.create(PERSON, person(1000));
          tx.nodes(PERSON)
              .forEach(
                  node -> {
                    if (node.properties().uid() % 3 == 0) {
                      tx.delete(node.id());
                    } else {
                      tx.update(node.id(), Map.of("age", 77));
                    }
                  });
          assertThat(tx.nodes(PERSON)).hasSize(67).allMatch(it -> it.properties().age() == 77);
        });
  }

  @Test
  void whatInterleavedTransactionsCreateHasNumbersWithGaps() {
    try (var one = bed.begin();
        var two = bed.begin()) {
      List<NodeId> ones = new ArrayList<>();
      List<EdgeId> edges = new ArrayList<>();
      for (int at = 0; at < 50; at++) {
        ones.add(one.create(PERSON, person(at)));
        two.create(PERSON, person(1000 + at));
        if (at > 0) {
          edges.add(one.connect(KNOWS, ones.get(at - 1), ones.get(at), new Knows(at, null)));
          two.create(PERSON, person(2000 + at));
        }
      }
      assertThat(one.nodes(PERSON).map(it -> it.id())).containsExactlyElementsOf(ones);
      assertThat(one.edges(KNOWS).map(it -> it.id())).containsExactlyElementsOf(edges);
      assertThat(one.get(PERSON, ones.get(33)).properties()).isEqualTo(person(33));
      one.commit();
    } // the other one leaves its numbers unused
    bed.restart();
    assertThat(bed.<Long>read(view -> view.count(PERSON))).isEqualTo(50);
    NodeId next = bed.compute(tx -> tx.create(PERSON, person(5000)));
    assertThat(bed.<Boolean>read(view -> view.exists(next))).isTrue();
  }
}
