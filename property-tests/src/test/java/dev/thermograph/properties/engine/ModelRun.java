package dev.thermograph.properties.engine;

import dev.thermograph.properties.engine.Life.Medium;
import dev.thermograph.properties.engine.Life.Setting;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.ActionChain;
import org.jspecify.annotations.Nullable;

/**
 * One chain of actions, and where the life is that it is done in.
 *
 * @param first begins the life
 * @param actions what is done in it
 */
record ModelRun(First first, ActionChain<Life> actions) {
  private static final int LENGTH_USUAL = 30;
  private static final int LENGTH_MAX = 200;

  /** One in fourteen is of the full length, most are short; one in six has a directory. */
  static Arbitrary<ModelRun> any(int tenantsMax, @Nullable Fault fault, Tally tally) {
    Arbitrary<Integer> lengths =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.integers().between(1, LENGTH_USUAL)),
            Tuple.of(1, Arbitraries.integers().between(LENGTH_USUAL, LENGTH_MAX)),
            Tuple.of(1, Arbitraries.just(LENGTH_MAX)));
    Arbitrary<Medium> media =
        Arbitraries.frequency(
            Tuple.of(20, Medium.MEMORY),
            Tuple.of(3, Medium.QUIET_DISK),
            Tuple.of(1, Medium.BUSY_DISK));
    Arbitrary<Integer> tenants = Arbitraries.integers().between(1, tenantsMax);
    return Combinators.combine(lengths, media, tenants)
        .flatAs(
            (length, medium, tenantCount) -> {
              First first = new First(new Setting(medium, tenantCount, fault), tally);
              return Actions.chain(first::begin, length).map(chain -> new ModelRun(first, chain));
            });
  }

  /** Begins a life, and ends it when it was looked at. Single-threaded. */
  static final class First {
    private final Setting setting;
    private final Tally tally;
    private @Nullable Life life;

    private First(Setting setting, Tally tally) {
      this.setting = setting;
      this.tally = tally;
    }

    private Life begin() {
      Life begun = new Life(setting, tally);
      life = begun;
      return begun;
    }

    private void end() {
      if (life != null) {
        life.close();
        life = null;
      }
    }

    @Override
    public String toString() {
      return setting.toString();
    }
  }

  /** Does it; fails at the first difference. */
  void run() {
    first.tally.count("chains");
    first.tally.count("chains " + first.setting.medium());
    try {
      Life life = actions.run();
      life.compareEverything(new SplittableRandom(1));
    } finally {
      first.end();
    }
  }
}
