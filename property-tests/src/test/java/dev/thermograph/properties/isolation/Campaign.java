package dev.thermograph.properties.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.isolation.check.Dependency;
import dev.thermograph.properties.isolation.check.IsolationChecker;
import dev.thermograph.properties.isolation.check.Level;
import dev.thermograph.properties.isolation.check.Report;
import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.Outcome;
import dev.thermograph.properties.isolation.subject.IsolationSubject;
import dev.thermograph.properties.isolation.subject.StepSubject;
import dev.thermograph.properties.isolation.workload.SteppedRun;
import dev.thermograph.properties.isolation.workload.ThreadedRun;
import dev.thermograph.properties.isolation.workload.Workload;
import java.util.EnumMap;
import java.util.Map;

/**
 * Many histories of one subject, one for each seed, none of which may show an anomaly. How many:
 * {@code -Dthermograph.histories=…}; from which seed: {@code -Dthermograph.seed=…}.
 */
final class Campaign {
  static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  static final int HISTORIES = Integer.getInteger("thermograph.histories", 200);
  static final int OPERATIONS_EACH = 1_000;

  /** Makes a subject for one history. */
  @FunctionalInterface
  interface NewSubject<S extends IsolationSubject> {
    S open() throws Exception;
  }

  @FunctionalInterface
  private interface Run<S extends IsolationSubject> {
    History of(Workload workload, S subject) throws Exception;
  }

  private final String name;
  private final Level level;
  private final int histories;
  private final Map<Outcome, Long> transactions = new EnumMap<>(Outcome.class);
  private final Map<Dependency, Integer> dependencies = new EnumMap<>(Dependency.class);
  private long operationCount;

  private Campaign(String name, Level level, int histories) {
    this.name = name;
    this.level = level;
    this.histories = histories;
  }

  /** With a thread for each worker. */
  static void withThreads(String name, Level level, NewSubject<IsolationSubject> subjects)
      throws Exception {
    withThreads(name, level, HISTORIES, subjects);
  }

  /** The same with another count of histories, for subjects that take their time. */
  static void withThreads(
      String name, Level level, int histories, NewSubject<IsolationSubject> subjects)
      throws Exception {
    new Campaign(name + ", threads", level, histories).run(ThreadedRun::of, subjects);
  }

  /** On one thread, interleaved call by call. */
  static void withSteps(String name, Level level, NewSubject<StepSubject> subjects)
      throws Exception {
    new Campaign(name + ", steps", level, HISTORIES).run(SteppedRun::of, subjects);
  }

  private <S extends IsolationSubject> void run(Run<S> run, NewSubject<S> subjects)
      throws Exception {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + histories; seed++) {
      try (S subject = subjects.open()) {
        History history = run.of(Workload.random(seed, OPERATIONS_EACH), subject);
        Report report = IsolationChecker.check(history, level);
        assertThat(report.findings()).as("%s: seed=%d %s", name, seed, report).isEmpty();
        count(history, report);
      }
    }
    System.out.println(this);
    requireSubstance();
  }

  private void count(History history, Report report) {
    operationCount += history.operationCount();
    for (Outcome outcome : Outcome.values()) {
      transactions.merge(outcome, history.count(outcome), Long::sum);
    }
    report.dependencies().forEach((kind, count) -> dependencies.merge(kind, count, Integer::sum));
  }

  /** Histories in which nothing commits or nothing depends on anything would prove nothing. */
  private void requireSubstance() {
    long committed = transactions.getOrDefault(Outcome.COMMITTED, 0L);
    assertThat(committed).as("committed in %s", this).isGreaterThan(50L * histories);
    for (Dependency kind : new Dependency[] {Dependency.WW, Dependency.WR, Dependency.RW}) {
      assertThat(dependencies.getOrDefault(kind, 0))
          .as("%s in %s", kind, this)
          .isGreaterThan(20 * histories);
    }
  }

  @Override
  public String toString() {
    return "isolation: "
        + name
        + ", seed="
        + FIRST_SEED
        + " histories="
        + histories
        + " operations="
        + operationCount
        + " transactions="
        + transactions
        + " dependencies="
        + dependencies;
  }
}
