package dev.thermograph.properties.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.isolation.check.Anomaly;
import dev.thermograph.properties.isolation.check.IsolationChecker;
import dev.thermograph.properties.isolation.check.Level;
import dev.thermograph.properties.isolation.check.Report;
import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.planted.PlantedFault;
import dev.thermograph.properties.isolation.planted.PlantedFaults;
import dev.thermograph.properties.isolation.subject.StepSubject;
import dev.thermograph.properties.isolation.workload.SteppedRun;
import dev.thermograph.properties.isolation.workload.Workload;
import dev.thermograph.properties.isolation.workload.WorkloadOptions;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each level forbids what it promises, and no more. */
final class LevelsTest {
  private static final int HISTORIES = 30;

  @Test
  void snapshotIsolationMayHaveWriteSkew() {
    PlantedFault snapshots = PlantedFaults.named("write skew");
    assertThat(found(snapshots.newSubject(), Level.STRONG_SNAPSHOT)).isEmpty();
    assertThat(found(snapshots.newSubject(), Level.STRICT_SERIALIZABLE))
        .contains(Anomaly.WRITE_SKEW);
  }

  @Test
  void snapshotIsolationForbidsAllElse() {
    Set<Anomaly> allowed =
        EnumSet.of(
            Anomaly.WRITE_SKEW,
            Anomaly.ANTI_DEPENDENCY_CYCLE,
            Anomaly.REALTIME_SKEW,
            Anomaly.SEQUENCE_VIOLATION);
    for (PlantedFault fault : PlantedFaults.all()) {
      if (!allowed.contains(fault.anomaly())) {
        Set<Anomaly> found = EnumSet.noneOf(Anomaly.class);
        for (long seed = 1; seed <= HISTORIES; seed++) {
          WorkloadOptions options = fault.work().apply(WorkloadOptions.random(seed, 1_000));
          found.addAll(found(fault.newSubject(), Level.STRONG_SNAPSHOT, seed, options));
        }
        assertThat(found).as(fault.toString()).contains(fault.anomaly());
        assertThat(found).as(fault.toString()).doesNotContainAnyElementsOf(allowed);
      }
    }
  }

  @Test
  void onlyOpacityMindsWhatAbortedTransactionsHaveRead() {
    assertThat(found(PlantedFaults::abortedFracture, Level.STRICT_SERIALIZABLE)).isEmpty();
    assertThat(found(PlantedFaults::abortedFracture, Level.OPAQUE))
        .contains(Anomaly.FRACTURED_READ);
  }

  private static Set<Anomaly> found(Supplier<StepSubject> subject, Level level) {
    Set<Anomaly> found = EnumSet.noneOf(Anomaly.class);
    for (long seed = 1; seed <= HISTORIES; seed++) {
      found.addAll(found(subject, level, seed, WorkloadOptions.random(seed, 1_000).busy()));
    }
    return found;
  }

  private static Set<Anomaly> found(
      Supplier<StepSubject> subject, Level level, long seed, WorkloadOptions options) {
    History history = SteppedRun.of(Workload.plan(seed, options), subject.get());
    Report report = IsolationChecker.check(history, level);
    return report.findings().stream()
        .map(finding -> finding.anomaly())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Anomaly.class)));
  }
}
