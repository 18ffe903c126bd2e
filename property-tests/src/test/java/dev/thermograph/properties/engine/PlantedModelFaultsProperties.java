package dev.thermograph.properties.engine;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;

/** A comparison that cannot fail proves nothing: each fault in the reference is found. */
final class PlantedModelFaultsProperties {
  private static final int CHAINS_MAX = 1_000;
  private static final int TENANTS_MAX = 3;

  @Example
  void eachPlantedFaultIsFound() {
    for (Fault fault : Fault.values()) {
      Arbitrary<ModelRun> runs = ModelRun.any(TENANTS_MAX, fault, new Tally());
      int count = 1;
      while (!isFoundBy(runs.sample())) {
        count++;
        assertThat(count).as("chains without finding %s", fault).isLessThan(CHAINS_MAX);
      }
      System.out.println("MODEL planted " + fault + " found by chain " + count);
    }
  }

  private static boolean isFoundBy(ModelRun run) {
    try {
      run.run();
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }
}
