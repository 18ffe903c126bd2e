package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.KNOWS;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.internal.transaction.Kinds.Knows;
import dev.thermograph.engine.internal.transaction.Kinds.Person;
import dev.thermograph.wal.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What transactions make and delete again leaves nothing behind but its slots. */
final class ChurnTest {
  private static final int NODES = 200;
  private static final int ROUNDS = 20;

  /** Of a node's slot, an edge's slot, and the node's bit among the members of its kind. */
  private static final double SLOT_BYTES = 16 + 32 + 0.25;

  /** Slots come in chunks. */
  private static final int SLACK_BYTES = 32 << 10;

  @Test
  void memoryDoesNotGrowWithWhatIsForgotten() {
    try (TransactionBed bed = new TransactionBed(Kinds.SCHEMA, ReadKeys::new, Durability.none())) {
      long[] used = new long[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        churn(bed, round);
        used[round] = bed.tenant().store().usedBytes();
      }
      double growth = used[ROUNDS - 1] - used[ROUNDS / 2];
      double slots = (ROUNDS - 1 - ROUNDS / 2) * (double) NODES * SLOT_BYTES;
      assertThat(growth).isLessThan(slots + SLACK_BYTES);
      assertThat(bed.<Long>read(view -> view.count(PERSON))).isZero();
    }
  }

  /** Each node gets two other keys and addresses meanwhile. */
  private static void churn(TransactionBed bed, int round) {
    List<NodeId> ids = new ArrayList<>();
    bed.write(
        tx -> {
          for (int at = 0; at < NODES; at++) {
            long uid = (long) round * NODES + at;
            ids.add(tx.create(PERSON, new Person(uid, "p", 1, uid + "@x")));
            tx.connect(KNOWS, ids.getFirst(), ids.getLast(), new Knows(at, "note"));
          }
        });
    for (int change = 1; change <= 2; change++) {
      long shift = change * 1_000_000L * (round + 1L);
      bed.write(
          tx ->
              ids.forEach(
                  id ->
                      tx.update(
                          id,
                          Map.of("uid", shift + id.number(), "email", shift + "@" + id.number()))));
    }
    bed.write(tx -> ids.forEach(tx::delete));
    for (int commit = 0; commit < 8; commit++) { // each gives back its share
      bed.tenant().care().retainFrom(bed.tenant().publishedSequence());
      bed.write(tx -> tx.delete(tx.create(PERSON, Kinds.person(0))));
      NodeId last = bed.compute(tx -> tx.create(PERSON, Kinds.person(0)));
      bed.write(tx -> tx.delete(last));
    }
  }
}
