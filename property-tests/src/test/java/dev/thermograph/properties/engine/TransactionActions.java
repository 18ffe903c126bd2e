package dev.thermograph.properties.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.graph.ChangeCounts;
import dev.thermograph.engine.graph.CommitOptions;
import dev.thermograph.engine.graph.CommitReceipt;
import dev.thermograph.engine.graph.TransactionConflictException;
import dev.thermograph.engine.graph.WriteTransaction;
import dev.thermograph.properties.engine.LiveTenant.KeptTransaction;
import dev.thermograph.wal.Durability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Both ways to write. */
final class TransactionActions {
  private static final int KEPT_MAX = 3;

  private TransactionActions() {}

  private static final class PlannedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static CommitOptions options(SplittableRandom random) {
    Durability durability =
        switch (random.nextInt(4)) {
          case 0 -> Durability.sync();
          case 1 -> Durability.interval(Duration.ofMinutes(1));
          default -> Durability.none();
        };
    return CommitOptions.DEFAULT
        .withDurability(durability)
        .withActor(random.nextBoolean() ? "model" : "")
        .withReason("reason ".repeat(random.nextInt(3)));
  }

  private static Call.Done call(
      Life life,
      LiveTenant tenant,
      WriteTransaction transaction,
      Graph graph,
      int seed,
      ModelKinds kinds) {
    Call call =
        new RandomCalls(new SplittableRandom(seed), kinds, tenant.number(), tenant.history.floor())
            .next(graph);
    life.tally.count("calls");
    return call.run(transaction, graph, life.tally, call + " " + life.when(tenant));
  }

  static void write(Life life, LiveTenant tenant, SplittableRandom random, List<Integer> calls) {
    write(life, tenant, random, calls, options(random));
  }

  /** What a kill may take. */
  static void writeUnsynced(Life life, LiveTenant tenant, SplittableRandom random, int call) {
    CommitOptions options = CommitOptions.DEFAULT.withDurability(Durability.none());
    write(life, tenant, random, List.of(call), options);
  }

  private static void write(
      Life life,
      LiveTenant tenant,
      SplittableRandom random,
      List<Integer> calls,
      CommitOptions options) {
    life.clock.pass(Duration.ofMillis(random.nextInt(3)));
    Graph changed = tenant.history.graph().copy();
    CommitReceipt receipt =
        tenant.tenant.write(
            options,
            transaction -> {
              calls.forEach(seed -> call(life, tenant, transaction, changed, seed, tenant.kinds));
              compareCounts(transaction.changes(), changed, tenant.history.graph(), life, tenant);
            });
    Graph before = tenant.history.graph();
    committed(life, tenant, receipt, planted(options, life), planted(life, before, changed));
    if (life.has(Fault.TENANTS_MIXED) && random.nextInt(4) == 0) {
      LiveTenant other = life.pick(random);
      other.history.spoil(tenant.history.graph());
    }
  }

  private static CommitOptions planted(CommitOptions options, Life life) {
    return life.has(Fault.ACTOR_LOST) ? options.withActor("") : options;
  }

  private static Graph planted(Life life, Graph before, Graph changed) {
    boolean isDelete = !changed.nodes.keySet().containsAll(before.nodes.keySet());
    if (life.has(Fault.DELETE_LOST) && isDelete) {
      before.nodes.forEach(changed.nodes::putIfAbsent);
    }
    return changed;
  }

  private static void committed(
      Life life, LiveTenant tenant, CommitReceipt receipt, CommitOptions options, Graph changed) {
    tenant.committed(receipt, options, changed, life.when(tenant));
    noteDurable(life, receipt);
    life.retain(tenant);
    life.tally.count("commits");
    assertThat(tenant.tenant.sequence())
        .as("sequence, %s", life.when(tenant))
        .isEqualTo(tenant.history.newest());
  }

  /** Also when it changed nothing: then it promises what it saw. */
  private static void noteDurable(Life life, CommitReceipt receipt) {
    if (receipt.durability() instanceof Durability.Sync) {
      life.durableUpTo(receipt.sequence());
    }
  }

  /** What came and went is told exactly; an update may have changed nothing. */
  private static void compareCounts(
      ChangeCounts given, Graph changed, Graph before, Life life, LiveTenant tenant) {
    assertThat(given)
        .as("counts, %s", life.when(tenant))
        .isEqualTo(
            new ChangeCounts(
                minus(changed.nodes, before.nodes),
                Math.max(given.nodesUpdated(), differing(changed.nodes, before.nodes)),
                minus(before.nodes, changed.nodes),
                minus(changed.edges, before.edges),
                Math.max(given.edgesUpdated(), differing(changed.edges, before.edges)),
                minus(before.edges, changed.edges)));
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

  static void writeThatThrows(
      Life life, LiveTenant tenant, SplittableRandom random, List<Integer> calls) {
    Graph changed = tenant.history.graph().copy();
    boolean isThrown = false;
    try {
      CommitReceipt _ =
          tenant.tenant.write(
              options(random),
              transaction -> {
                calls.forEach(seed -> call(life, tenant, transaction, changed, seed, tenant.kinds));
                throw new PlannedException();
              });
    } catch (PlannedException _) {
      isThrown = true;
    }
    assertThat(isThrown).as("what the work threw comes out, %s", life.when(tenant)).isTrue();
    if (life.has(Fault.ABORTED_WRITE_STAYS)) {
      tenant.history.spoil(changed);
    }
    life.tally.count("writes that threw");
  }

  static void begin(Life life, LiveTenant tenant, SplittableRandom random) {
    if (tenant.transactions.size() < KEPT_MAX) {
      CommitOptions options = options(random);
      tenant.transactions.add(
          new KeptTransaction(
              tenant.tenant.begin(options),
              options,
              tenant.history.newest(),
              tenant.history.graph().copy(),
              new ArrayList<>(),
              tenant.kinds));
    }
  }

  private static KeptTransaction pick(LiveTenant tenant, SplittableRandom random) {
    return tenant.transactions.get(random.nextInt(tenant.transactions.size()));
  }

  static void calls(Life life, LiveTenant tenant, SplittableRandom random, List<Integer> calls) {
    if (tenant.transactions.isEmpty()) {
      begin(life, tenant, random);
    }
    KeptTransaction kept = pick(tenant, random);
    for (int seed : calls) {
      kept.done().add(call(life, tenant, kept.transaction(), kept.graph(), seed, kept.kinds()));
    }
  }

  /** Whoever commits after another did has to find everything as if he had begun now. */
  static void commit(Life life, LiveTenant tenant, SplittableRandom random) {
    if (tenant.transactions.isEmpty()) {
      return;
    }
    life.clock.pass(Duration.ofMillis(random.nextInt(3)));
    KeptTransaction kept = pick(tenant, random);
    tenant.transactions.remove(kept);
    boolean isAlone = kept.base() == tenant.history.newest();
    CommitReceipt receipt;
    try (var transaction = kept.transaction()) {
      receipt = transaction.commit();
    } catch (TransactionConflictException e) {
      assertThat(isAlone).as("%s, %s", e, life.when(tenant)).isFalse();
      life.tally.count("conflicts");
      return;
    }
    if (receipt.changes().total() == 0) {
      noteDurable(life, receipt);
      life.tally.count("commits of nothing");
    } else if (isAlone || life.has(Fault.UPDATE_LOST)) {
      committed(life, tenant, receipt, kept.options(), kept.graph());
    } else {
      Graph changed = tenant.history.graph().copy();
      kept.done().forEach(it -> it.again(changed, life.when(tenant)));
      committed(life, tenant, receipt, kept.options(), changed);
      life.tally.count("commits beside others");
    }
  }

  static void rollBack(Life life, LiveTenant tenant, SplittableRandom random) {
    if (!tenant.transactions.isEmpty()) {
      KeptTransaction kept = pick(tenant, random);
      tenant.transactions.remove(kept);
      kept.transaction().close();
      life.tally.count("roll-backs");
    }
  }
}
