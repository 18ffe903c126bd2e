package dev.thermograph.properties.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.properties.isolation.check.IsolationChecker;
import dev.thermograph.properties.isolation.check.Level;
import dev.thermograph.properties.isolation.check.Report;
import dev.thermograph.properties.isolation.history.History;
import dev.thermograph.properties.isolation.history.Operation;
import dev.thermograph.properties.isolation.history.Outcome;
import dev.thermograph.properties.isolation.history.Transaction;
import org.junit.jupiter.api.Test;

/** On small histories the checker says what the definition says. */
final class BruteForceTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final int HISTORIES =
      "nightly".equals(System.getProperty("thermograph.scale")) ? 1_000_000 : 20_000;

  @Test
  void checkerFindsAnomaliesWhereNoSerialOrderExists() {
    int broken = 0;
    int complete = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
      History history = SmallHistories.random(seed);
      boolean explained = BruteForce.explains(history);
      Report report = IsolationChecker.check(history, Level.OPAQUE);
      if (!report.findings().isEmpty()) {
        broken++;
        assertThat(explained).as(() -> "falsely accused: " + story(history, report)).isFalse();
      }
      if (isOrderKnown(history)) {
        complete++;
        assertThat(report.findings().isEmpty())
            .as("overlooked: seed=%d %s", seed, history)
            .isEqualTo(explained);
      }
    }
    System.out.println(
        "isolation: brute force, seed="
            + FIRST_SEED
            + " histories="
            + HISTORIES
            + " with anomalies="
            + broken
            + " compared both ways="
            + complete);
    assertThat(broken).as("histories with anomalies").isGreaterThan(HISTORIES / 20);
    assertThat(complete).as("histories compared both ways").isGreaterThan(HISTORIES / 2);
  }

  /** The planted bug: a checker that does not look for write skew. */
  @Test
  void comparisonFindsACheckerThatOverlooksWriteSkew() {
    long seed = FIRST_SEED;
    while (!isOverlookedBySnapshots(SmallHistories.random(seed))) {
      seed++;
      assertThat(seed).as("seed until it is found").isLessThan(FIRST_SEED + HISTORIES);
    }
  }

  private static boolean isOverlookedBySnapshots(History history) {
    return isOrderKnown(history)
        && !BruteForce.explains(history)
        && IsolationChecker.check(history, Level.STRONG_SNAPSHOT).findings().isEmpty();
  }

  private static String story(History history, Report report) {
    return history + "\n" + report;
  }

  /** No outcome is unknown, and each register's writer has a sequence. */
  private static boolean isOrderKnown(History history) {
    for (Transaction transaction : history.transactions()) {
      boolean hides =
          transaction.outcome() == Outcome.COMMITTED
              && transaction.sequence() == Transaction.NO_SEQUENCE
              && transaction.operations().stream().anyMatch(Operation.Write.class::isInstance);
      if (hides || transaction.outcome() == Outcome.UNKNOWN) {
        return false;
      }
    }
    return true;
  }
}
