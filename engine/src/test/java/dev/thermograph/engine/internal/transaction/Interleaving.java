package dev.thermograph.engine.internal.transaction;

import static dev.thermograph.engine.internal.transaction.Kinds.KNOWS;
import static dev.thermograph.engine.internal.transaction.Kinds.PERSON;
import static dev.thermograph.engine.internal.transaction.Kinds.person;

import dev.thermograph.engine.error.TenantHaltedException;
import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.graph.Transaction;
import dev.thermograph.engine.graph.TransactionConflictException;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.engine.internal.transaction.Kinds.Knows;
import dev.thermograph.wal.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several interactive transactions and writes in turns on one thread. Before one commits, all that
 * it did is done again on the graph as it is now: if anything gives another result, it must not be
 * committed. That is what being serializable at its commit means.
 */
final class Interleaving implements AutoCloseable {
  private static final int OPEN_MAX = 4;

  private final SplittableRandom random;
  private final TransactionBed bed;
  private final List<NodeId> nodes = new ArrayList<>();
  private final List<EdgeId> edges = new ArrayList<>();
  private final List<Session> open = new ArrayList<>();
  private int committed;
  private int committedBesideOthers;
  private int conflicts;

  /** Stops a trial. */
  private static final class TrialOverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrialOverException() {
      super(null, null, false, false);
    }
  }

  /** One open transaction, and what it has done. */
  private static final class Session {
    private final Transaction tx;
    private final List<NodeId> nodes;
    private final List<EdgeId> edges;
    private final List<NodeId> firstNodes;
    private final List<EdgeId> firstEdges;
    private final List<RandomStep> steps = new ArrayList<>();
    private final List<String> results = new ArrayList<>();

    Session(Transaction tx, List<NodeId> nodes, List<EdgeId> edges) {
      this.tx = tx;
      this.nodes = new ArrayList<>(nodes);
      this.edges = new ArrayList<>(edges);
      this.firstNodes = List.copyOf(nodes);
      this.firstEdges = List.copyOf(edges);
    }

    void run(RandomStep step) {
      steps.add(step);
      results.add(step.run(tx, nodes, edges));
    }

    /** What the same steps give elsewhere. */
    List<String> runAgain(WriteTransaction elsewhere) {
      List<NodeId> otherNodes = new ArrayList<>(firstNodes);
      List<EdgeId> otherEdges = new ArrayList<>(firstEdges);
      return steps.stream().map(step -> step.run(elsewhere, otherNodes, otherEdges)).toList();
    }
  }

  Interleaving(long seed, Supplier<ReadKeys> readKeys) {
    this.random = new SplittableRandom(seed);
    this.bed = new TransactionBed(Kinds.SCHEMA, readKeys, Durability.none());
    bed.write(
        tx -> {
          for (int uid = 0; uid < 5; uid++) {
            nodes.add(tx.create(PERSON, person(uid)));
          }
          edges.add(tx.connect(KNOWS, nodes.get(0), nodes.get(1), new Knows(1, null)));
          edges.add(tx.connect(KNOWS, nodes.get(1), nodes.get(2), new Knows(2, null)));
        });
  }

  /** Takes turns; says what went wrong, if anything did. */
  Optional<String> run(int turns) {
    try {
      for (int turn = 0; turn < turns; turn++) {
        Optional<String> wrong = takeTurn();
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    } catch (TenantHaltedException e) {
      return Optional.of(
          "the tenant was halted by a commit that could not be applied: " + e.getCause());
    }
  }

  private Optional<String> takeTurn() {
    if (open.isEmpty() || (open.size() < OPEN_MAX && random.nextInt(6) == 0)) {
      open.add(new Session(bed.begin(), nodes, edges));
      return Optional.empty();
    }
    if (random.nextInt(10) == 0) {
      write();
      return Optional.empty();
    }
    int turn = random.nextInt(open.size());
    Session session = open.get(turn);
    if (session.steps.size() < 3 || random.nextInt(4) > 0) {
      session.run(new RandomStep(random));
      return Optional.empty();
    }
    open.remove(turn);
    return commit(session);
  }

  private void write() {
    RandomStep step = new RandomStep(random);
    List<NodeId> theirNodes = new ArrayList<>(nodes);
    List<EdgeId> theirEdges = new ArrayList<>(edges);
    bed.write(tx -> step.run(tx, theirNodes, theirEdges));
    learn(theirNodes, theirEdges);
  }

  private void learn(List<NodeId> theirNodes, List<EdgeId> theirEdges) {
    theirNodes.stream().filter(it -> !nodes.contains(it)).forEach(nodes::add);
    theirEdges.stream().filter(it -> !edges.contains(it)).forEach(edges::add);
  }

  private Optional<String> commit(Session session) {
    List<String> now = tryAgain(session);
    boolean changesNothing = session.tx.changes().total() == 0;
    boolean wasBeside = bed.tenant().publishedSequence() > session.tx.sequence();
    try (Transaction tx = session.tx) {
      long _ = tx.commit().sequence();
    } catch (TransactionConflictException _) {
      conflicts++;
      return Optional.empty();
    }
    learn(session.nodes, session.edges);
    committed++;
    committedBesideOthers += wasBeside && !changesNothing ? 1 : 0;
    return changesNothing || now.equals(session.results)
        ? Optional.empty()
        : Optional.of("committed with " + session.results + " though now it is " + now);
  }

  private List<String> tryAgain(Session session) {
    @Nullable List<String>[] results = newList();
    try {
      bed.write(
          tx -> {
            results[0] = session.runAgain(tx);
            throw new TrialOverException();
          });
    } catch (TrialOverException _) {
      // Nothing was committed.
    }
    return results[0] == null ? List.of() : results[0];
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static @Nullable List<String>[] newList() {
    return new List[1];
  }

  int committed() {
    return committed;
  }

  int committedBesideOthers() {
    return committedBesideOthers;
  }

  int conflicts() {
    return conflicts;
  }

  @Override
  public void close() {
    open.forEach(session -> session.tx.close());
    bed.close();
  }
}
