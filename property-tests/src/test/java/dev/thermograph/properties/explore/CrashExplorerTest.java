package dev.thermograph.properties.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.wal.format.v1.FrameLayout;
import org.junit.jupiter.api.Test;

/** The log keeps its promises through every power cut that the explorer can think of. */
final class CrashExplorerTest {
  private static final long FIRST_SEED = Long.getLong("thermograph.seed", 1);
  private static final long STATES =
      Long.getLong("thermograph.states", Scale.choose(1_000_000, 100_000_000));

  @Test
  void nothingIsLostInventedOrRefusedAfterAnyPowerCut() {
    Tally tally = CrashRun.run("log", ScenarioOptions.honest(), FIRST_SEED, STATES, 20);
    assertThat(tally.findings()).isEmpty();
    assertThat(tally.states()).isGreaterThanOrEqualTo(STATES);
    assertThat(tally.withLoss()).as("states that lost something").isGreaterThan(STATES / 2);
    assertThat(tally.goneOnWith()).as("states that were written on").isPositive();
  }

  /** A disk, or a file system, that loses, tears and spoils whole pages. */
  @Test
  void neitherIsAnythingWhenPagesAreLostWhole() {
    ScenarioOptions pages = ScenarioOptions.honest().withSectorBytes(FrameLayout.BLOCK_BYTES);
    Tally tally = CrashRun.run("log, whole pages", pages, FIRST_SEED, STATES / 10, 20);
    assertThat(tally.findings()).isEmpty();
  }
}
