package dev.thermograph.properties.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.isolation.check.Anomaly;
import dev.thermograph.properties.isolation.check.IsolationChecker;
import dev.thermograph.properties.isolation.check.Level;
import dev.thermograph.properties.isolation.check.Report;
import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.planted.PlantedFault;
import dev.thermograph.properties.isolation.planted.PlantedFaults;
import dev.thermograph.properties.isolation.workload.SteppedRun;
import dev.thermograph.properties.isolation.workload.ThreadedRun;
import dev.thermograph.properties.isolation.workload.Workload;
import dev.thermograph.properties.isolation.workload.WorkloadOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A checker that cannot fail proves nothing: each planted fault is found and called by its name,
 * and nothing is found that does not follow from it.
 */
final class PlantedAnomaliesTest {
  private static final int OPERATIONS_EACH = 3_000;
  private static final int HISTORIES = Math.max(8, Campaign.HISTORIES / 25);

  static List<PlantedFault> faults() {
    return PlantedFaults.all();
  }

  @Test
  void everyAnomalyIsPlanted() {
    Set<Anomaly> planted =
        EnumSet.of(Anomaly.ANTI_DEPENDENCY_CYCLE, Anomaly.REALTIME_SKEW); // with write skew
    faults().forEach(fault -> planted.add(fault.anomaly()));
    assertThat(planted).containsExactlyInAnyOrder(Anomaly.values());
  }

  /** The interleaving comes from the seed, so that a failure here can be replayed. */
  @ParameterizedTest
  @MethodSource("faults")
  void faultIsFoundAndNamedWhenCallsAreInterleaved(PlantedFault fault) throws Exception {
    int found =
        search(fault, "steps", workload -> SteppedRun.of(workload, fault.newSubject().get()));
    assertThat(found).as("histories with " + fault).isGreaterThan(HISTORIES / 2);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void faultIsFoundAndNamedWithThreads(PlantedFault fault) throws Exception {
    int found =
        search(fault, "threads", workload -> ThreadedRun.of(workload, fault.newSubject().get()));
    assertThat(found).as("histories with " + fault).isPositive();
  }

  @FunctionalInterface
  private interface Run {
    History of(Workload workload) throws InterruptedException;
  }

  private static int search(PlantedFault fault, String how, Run run) throws InterruptedException {
    int found = 0;
    for (long seed = Campaign.FIRST_SEED; seed < Campaign.FIRST_SEED + HISTORIES; seed++) {
      WorkloadOptions options = fault.work().apply(WorkloadOptions.random(seed, OPERATIONS_EACH));
      History history = run.of(Workload.plan(seed, options));
      Report report = IsolationChecker.check(history, Level.STRICT_SERIALIZABLE);
      assertThat(fault.implied())
          .as("%s: seed=%d %s", fault, seed, report)
          .containsAll(report.anomalies());
      found += report.anomalies().contains(fault.anomaly()) ? 1 : 0;
    }
    System.out.println(
        "isolation: planted "
            + fault
            + ", "
            + how
            + ", "
            + fault.anomaly()
            + " in "
            + found
            + " of "
            + HISTORIES
            + " histories from seed="
            + Campaign.FIRST_SEED);
    return found;
  }
}
