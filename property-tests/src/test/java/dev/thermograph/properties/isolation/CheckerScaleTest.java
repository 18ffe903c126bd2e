package dev.thermograph.properties.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.isolation.check.Anomaly;
import dev.thermograph.properties.isolation.check.IsolationChecker;
import dev.thermograph.properties.isolation.check.Level;
import dev.thermograph.properties.isolation.check.Report;
import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.planted.PlantedFault;
import dev.thermograph.properties.isolation.planted.PlantedFaults;
import dev.thermograph.properties.isolation.subject.OptimisticSubject;
import dev.thermograph.properties.isolation.subject.StepSubject;
import dev.thermograph.properties.isolation.workload.SteppedRun;
import dev.thermograph.properties.isolation.workload.Workload;
import dev.thermograph.properties.isolation.workload.WorkloadOptions;
import org.junit.jupiter.api.Test;

/** Long histories: what the checker builds grows with the operations, not with their square. */
final class CheckerScaleTest {
  private static final long SEED = 7;
  private static final int OPERATIONS = 100_000;

  @Test
  void dependenciesGrowWithOperations() {
    Report report = check(WorkloadOptions.random(SEED, OPERATIONS), new OptimisticSubject());
    assertThat(report.findings()).isEmpty();
    int edges = report.dependencies().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(edges).isBetween(OPERATIONS, 5 * OPERATIONS);
  }

  /** Nearly all transactions are in one component. */
  @Test
  void historyThatIsBrokenAllOverIsReported() {
    PlantedFault fault = PlantedFaults.named("dirty read");
    WorkloadOptions options = fault.work().apply(WorkloadOptions.random(SEED, OPERATIONS));
    Report report = check(options, fault.newSubject().get());
    assertThat(report.anomalies()).contains(Anomaly.CIRCULAR_INFORMATION);
    assertThat(report.findings()).hasSizeLessThan(1_000);
  }

  private static Report check(WorkloadOptions options, StepSubject subject) {
    History history = SteppedRun.of(Workload.plan(SEED, options), subject);
    long began = System.nanoTime();
    Report report = IsolationChecker.check(history, Level.OPAQUE);
    System.out.println(
        "isolation: checked operations="
            + history.operationCount()
            + " transactions="
            + history.transactions().size()
            + " milliseconds="
            + (System.nanoTime() - began) / 1_000_000);
    return report;
  }
}
