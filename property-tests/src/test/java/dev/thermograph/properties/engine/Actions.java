package dev.thermograph.properties.engine;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;

/** Chains of actions. Each has numbers of its own, from which its choices come. */
final class Actions {
  private static final int SEEDS = 1 << 20;
  private static final int CALLS_MAX = 6;

  private Actions() {}

  /** What one action does. */
  @FunctionalInterface
  private interface Work {
    void run(Life life, LiveTenant tenant, SplittableRandom random);
  }

  /** What one action does with as many calls as there are seeds. */
  @FunctionalInterface
  private interface CallsWork {
    void run(Life life, LiveTenant tenant, SplittableRandom random, List<Integer> calls);
  }

  private record Weighted(int weight, Action.Independent<Life> action) {}

  private static final List<Weighted> ALL =
      List.of(
          new Weighted(40, withCalls("write", TransactionActions::write)),
          new Weighted(4, withCalls("write that throws", TransactionActions::writeThatThrows)),
          new Weighted(7, simple("begin", TransactionActions::begin)),
          new Weighted(10, withCalls("calls in a transaction", TransactionActions::calls)),
          new Weighted(11, simple("commit", TransactionActions::commit)),
          new Weighted(2, simple("roll back", TransactionActions::rollBack)),
          new Weighted(5, simple("open a view", ReadActions::openView)),
          new Weighted(4, simple("close a view", ReadActions::closeView)),
          new Weighted(8, simple("read the past", ReadActions::readPast)),
          new Weighted(5, simple("read at an instant", ReadActions::readInstant)),
          new Weighted(3, simple("compare all", ReadActions::compareAll)),
          new Weighted(3, simple("add to the schema", TenantActions::evolve)),
          new Weighted(1, simple("break the schema", TenantActions::breakSchema)),
          new Weighted(2, simple("change retention", TenantActions::configure)),
          new Weighted(2, simple("pass time", TenantActions::passTime)),
          new Weighted(1, simple("suspend", TenantActions::suspend)),
          new Weighted(1, simple("close the tenant", TenantActions::closeTenant)),
          new Weighted(1, simple("drop and create", TenantActions::drop)),
          new Weighted(2, simple("restart", TenantActions::restart)),
          new Weighted(3, withCalls("crash", TenantActions::crash)));

  /** Chains of at most so many actions. */
  static ActionChainArbitrary<Life> chain(Supplier<Life> first, int lengthMax) {
    ActionChainArbitrary<Life> chain = ActionChain.startWith(first);
    for (Weighted each : ALL) {
      chain = chain.withAction(each.weight, each.action);
    }
    return chain.withMaxTransformations(lengthMax);
  }

  private static Action.Independent<Life> simple(String name, Work work) {
    return new Made(seeds().map(seed -> transformer(name + " #" + seed, seed, work)));
  }

  private static Action.Independent<Life> withCalls(String name, CallsWork work) {
    Arbitrary<List<Integer>> calls = seeds().list().ofMinSize(1).ofMaxSize(CALLS_MAX);
    return new Made(
        Combinators.combine(seeds(), calls)
            .as(
                (seed, given) ->
                    transformer(
                        name + " #" + seed + given,
                        seed,
                        (life, tenant, random) -> work.run(life, tenant, random, given))));
  }

  private static Transformer<Life> transformer(String text, int seed, Work work) {
    return Transformer.mutate(
        text,
        life -> {
          SplittableRandom random = new SplittableRandom(seed);
          work.run(life, begin(life, text, random), random);
        });
  }

  private static Arbitrary<Integer> seeds() {
    return Arbitraries.integers().between(0, SEEDS).withoutEdgeCases();
  }

  private record Made(Arbitrary<Transformer<Life>> transformer)
      implements Action.Independent<Life> {}

  /** Picks a tenant, and wakes it up if it is suspended. */
  private static LiveTenant begin(Life life, String text, SplittableRandom random) {
    LiveTenant tenant = life.pick(random);
    life.note(text + " on " + tenant.name);
    life.tally.count("actions");
    if (tenant.isSuspended) {
      TenantActions.resume(life, tenant);
    }
    return tenant;
  }
}
