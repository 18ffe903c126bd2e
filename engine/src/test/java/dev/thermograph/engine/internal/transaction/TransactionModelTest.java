package dev.thermograph.engine.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.internal.transaction.TransactionModel.Refusal;
import dev.thermograph.wal.Durability;
import java.util.EnumSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random transactions of both sorts do what plain collections say: each step and each refusal
 * inside, what is committed at every retained instant, also after a restart.
 */
final class TransactionModelTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final int CHAINS =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 2_000 : 60;
  private static final int TRANSACTIONS = 40;
  private static final int STEPS_MAX = 25;

  private static final class PlannedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** One tenant and its model. */
  private static final class Rig implements AutoCloseable {
    private final long seed;
    private final SplittableRandom random;
    private final Set<Refusal> met;
    private final TransactionBed bed =
        new TransactionBed(Kinds.SCHEMA, ReadKeys::new, Durability.none());
    private final NavigableMap<Long, TransactionModel> history = new TreeMap<>();
    private TransactionModel model = new TransactionModel();
    private long retainedFrom;

    Rig(long seed, Set<Refusal> met) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.met = met;
      history.put(bed.tenant().publishedSequence(), model);
    }

    void act() {
      int dice = random.nextInt(100);
      if (dice < 45) {
        write();
      } else if (dice < 90) {
        interact();
      } else if (dice < 94) {
        retainedFrom = random.nextLong(retainedFrom, bed.tenant().publishedSequence() + 1);
        bed.tenant().care().retainFrom(retainedFrom);
      } else if (dice < 96) {
        bed.restart();
        retainedFrom = 0; // the log has everything
        compareHistory();
      } else {
        compareHistory();
      }
    }

    private String when() {
      return "seed=" + seed + " sequence=" + bed.tenant().publishedSequence();
    }

    /** Runs a script over a copy of the model, which is returned. */
    private TransactionModel run(WriteTransaction tx) {
      TransactionModel changed = model.copy();
      TransactionScript script =
          new TransactionScript(random, tx, changed, retainedFrom, met, when());
      int steps = random.nextInt(1, STEPS_MAX);
      for (int step = 0; step < steps; step++) {
        script.step();
      }
      assertThat(tx.changes()).as(when()).isEqualTo(counts(changed, tx.changes()));
      return changed;
    }

    /** What came and went is told exactly; an update may have changed nothing. */
    private ChangeCounts counts(TransactionModel changed, ChangeCounts given) {
      return new ChangeCounts(
          minus(changed.nodes, model.nodes),
          Math.max(given.nodesUpdated(), differing(changed.nodes, model.nodes)),
          minus(model.nodes, changed.nodes),
          minus(changed.edges, model.edges),
          Math.max(given.edgesUpdated(), differing(changed.edges, model.edges)),
          minus(model.edges, changed.edges));
    }

    private static int minus(Map<Integer, ?> one, Map<Integer, ?> other) {
      return (int) one.keySet().stream().filter(it -> !other.containsKey(it)).count();
    }

    private static int differing(Map<Integer, ?> one, Map<Integer, ?> other) {
      return (int)
          one.entrySet().stream()
              .filter(it -> other.containsKey(it.getKey()))
              .filter(it -> !it.getValue().equals(other.get(it.getKey())))
              .count();
    }

    private void write() {
      TransactionModel[] changed = new TransactionModel[1];
      boolean fails = random.nextInt(6) == 0;
      try {
        CommitReceipt receipt =
            bed.write(
                tx -> {
                  changed[0] = run(tx);
                  if (fails) {
                    throw new PlannedException();
                  }
                });
        committed(receipt, changed[0]);
      } catch (PlannedException e) {
        assertThat(fails).isTrue();
      }
    }

    private void interact() {
      try (Transaction tx = bed.begin()) {
        TransactionModel changed = run(tx);
        if (random.nextInt(6) > 0) {
          committed(tx.commit(), changed);
        }
      }
    }

    private void committed(CommitReceipt receipt, TransactionModel changed) {
      if (receipt.changes().total() > 0) {
        changed.committed(receipt.sequence(), model);
        model = changed;
        history.put(receipt.sequence(), model);
      }
      bed.read(
          view -> {
            new ReaderAgainstModel(view, model, when()).compareAll();
            return true;
          });
    }

    void compareHistory() {
      long newest = bed.tenant().publishedSequence();
      for (long sequence = Math.max(retainedFrom, history.firstKey());
          sequence <= newest;
          sequence++) {
        TransactionModel then = history.floorEntry(sequence).getValue();
        String when = when() + " at=" + sequence;
        bed.readAt(
            sequence,
            view -> {
              new ReaderAgainstModel(view, then, when).compareAll();
              for (int look = 0; look < 5; look++) {
                new ReaderAgainstModel(view, then, when).compareOne(random);
              }
              return true;
            });
      }
    }

    @Override
    public void close() {
      bed.close();
    }
  }

  @Test
  void transactionsDoWhatTheirModelsSay() {
    Set<Refusal> met = EnumSet.noneOf(Refusal.class);
    for (long seed = FIRST_SEED; seed < FIRST_SEED + CHAINS; seed++) {
      try (Rig rig = new Rig(seed, met)) {
        for (int transaction = 0; transaction < TRANSACTIONS; transaction++) {
          rig.act();
        }
        rig.bed.restart();
        rig.retainedFrom = 0;
        rig.compareHistory();
      }
    }
    assertThat(met).as("refusals met").isEqualTo(EnumSet.allOf(Refusal.class));
  }
}
