package dev.thermograph.properties.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Random chains of up to 200 actions do through the public door what plain collections say. Each of
 * the two properties runs so many as {@code thermograph.tries} says, 1,000 in the gate. A
 * difference prints jqwik's seed, the shrunk chain, and the last actions.
 */
final class ModelEqualityProperties {
  private static final int TENANTS_MAX = 3;

  private static final Tally TALLY = new Tally();

  @Provide
  Arbitrary<ModelRun> ofOneTenant() {
    return ModelRun.any(1, null, TALLY);
  }

  @Provide
  Arbitrary<ModelRun> ofSeveralTenants() {
    return ModelRun.any(TENANTS_MAX, null, TALLY);
  }

  @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
  void oneTenantIsWhatItsModelSays(@ForAll("ofOneTenant") ModelRun run) {
    run.run();
  }

  /** No more than two of them are open at a time. */
  @Property(generation = GenerationMode.RANDOMIZED, edgeCases = EdgeCasesMode.NONE)
  void severalTenantsAreWhatTheirModelsSay(@ForAll("ofSeveralTenants") ModelRun run) {
    run.run();
  }

  /** Chains in which nothing happened would prove nothing. */
  @AfterContainer
  static void wasOfSubstance() {
    System.out.println("MODEL " + TALLY);
    long chains = TALLY.of("chains");
    assertThat(TALLY.of("actions")).as("actions").isGreaterThan(20 * chains);
    assertThat(TALLY.of("past reads")).as("past reads").isGreaterThan(chains);
    for (String what : List.of("instants read", "conflicts", "commits beside others")) {
      assertThat(TALLY.of(what)).as(what).isGreaterThan(chains / 10);
    }
    for (String what : List.of("restarts", "crashes")) {
      assertThat(TALLY.of(what)).as(what).isGreaterThan(chains / 40);
    }
    assertThat(TALLY.of("crashes that took commits")).isGreaterThan(chains / 150);
    for (Refusal refusal : Refusal.values()) {
      assertThat(TALLY.of("refused " + refusal)).as("refused %s", refusal).isPositive();
    }
  }
}
