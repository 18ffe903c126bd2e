package dev.thermograph.properties.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.isolation.check.Anomaly;
import dev.thermograph.properties.isolation.check.IsolationChecker;
import dev.thermograph.properties.isolation.check.Level;
import dev.thermograph.properties.isolation.check.Report;
import dev.thermograph.properties.isolation.engine.EngineSubjects;
import dev.thermograph.properties.isolation.subject.StepSubject;
import dev.thermograph.properties.isolation.workload.SteppedRun;
import dev.thermograph.properties.isolation.workload.Workload;
import dev.thermograph.properties.isolation.workload.WorkloadOptions;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * No way to write disturbs another one: what is committed has an order that agrees with real time
 * and sequences, and what aborted transactions have seen fits into it.
 */
@Timeout(3 * 60 * 60)
final class EngineIsolationTest {
  /** Each commit waits for a real disk there. */
  private static final int ON_DISK = Math.max(1, Campaign.HISTORIES / 20);

  private static final int PLANTED_HISTORIES = 8;
  private static final int PLANTED_OPERATIONS = 3_000;

  @TempDir Path directory;

  @Test
  void writesShowNoAnomaly() throws Exception {
    try (EngineSubjects subjects = EngineSubjects.onDisk(directory)) {
      Campaign.withThreads("engine, writes", Level.OPAQUE, ON_DISK, subjects::ofWrites);
    }
  }

  @Test
  void transactionsShowNoAnomaly() throws Exception {
    try (EngineSubjects subjects = EngineSubjects.onDisk(directory)) {
      Campaign.withThreads("engine, transactions", Level.OPAQUE, ON_DISK, subjects::ofTransactions);
    }
  }

  @Test
  void neitherDoTheyWhenEveryCallIsInterleaved() throws Exception {
    try (EngineSubjects subjects = EngineSubjects.inMemory()) {
      Campaign.withSteps("engine, transactions", Level.OPAQUE, subjects::ofTransactions);
    }
  }

  /** A write that throws has looked at commits that views do not see yet. */
  @Test
  void writesTransactionsAndViewsTogetherShowNoAnomaly() throws Exception {
    try (EngineSubjects subjects = EngineSubjects.onDisk(directory)) {
      Campaign.withThreads("engine, all ways", Level.OPAQUE, ON_DISK, subjects::ofAll);
    }
  }

  @Test
  void neitherDoTheyInMemory() throws Exception {
    try (EngineSubjects subjects = EngineSubjects.inMemory()) {
      Campaign.withThreads("engine in memory, all ways", Level.OPAQUE, subjects::ofAll);
    }
  }

  @Test
  void readsBesideTheTransactionAreFound() throws Exception {
    Set<Anomaly> found = EnumSet.noneOf(Anomaly.class);
    int broken = 0;
    try (EngineSubjects subjects = EngineSubjects.inMemory()) {
      for (long seed = Campaign.FIRST_SEED;
          seed < Campaign.FIRST_SEED + PLANTED_HISTORIES;
          seed++) {
        Report report = check(seed, subjects);
        found.addAll(report.anomalies());
        broken += report.findings().isEmpty() ? 0 : 1;
      }
    }
    System.out.println(
        "isolation: planted in the engine's subject, reads beside the transaction, seed="
            + Campaign.FIRST_SEED
            + " found in "
            + broken
            + " of "
            + PLANTED_HISTORIES
            + " "
            + found);
    assertThat(broken).isEqualTo(PLANTED_HISTORIES);
    assertThat(found).contains(Anomaly.WRITE_SKEW, Anomaly.INTERNAL);
  }

  private static Report check(long seed, EngineSubjects subjects) throws Exception {
    WorkloadOptions options = WorkloadOptions.random(seed, PLANTED_OPERATIONS).busy();
    try (StepSubject subject = subjects.ofTransactionsThatReadBesideThemselves()) {
      return IsolationChecker.check(
          SteppedRun.of(Workload.plan(seed, options), subject), Level.OPAQUE);
    }
  }
}
