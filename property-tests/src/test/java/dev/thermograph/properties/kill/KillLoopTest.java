package dev.thermograph.properties.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process was told is durable is there, and nothing else than what it wrote. */
@Timeout(3 * 60 * 60)
final class KillLoopTest {
  private static final int KILLS_GATE = 60;
  private static final int KILLS_NIGHTLY = 10_000;
  private static final int KILLS_UNTIL_FOUND_MAX = 30;

  @TempDir Path directory;

  @Test
  void everyAcknowledgedRecordSurvivesKillsAtRandomMoments()
      throws IOException, InterruptedException {
    long seed = Scale.seed();
    long began = System.nanoTime();
    KillLoop.Result result =
        new KillLoop(directory, seed, false).run(Scale.count(KILLS_GATE, KILLS_NIGHTLY));
    System.out.println(
        "kill loop: seed="
            + seed
            + " seconds="
            + (System.nanoTime() - began) / 1_000_000_000
            + " "
            + result);
    assertThat(result.problems()).as("seed=%d", seed).isEmpty();
    assertThat(result.promisesHeld()).as("promises that were tested").isGreaterThan(1_000);
  }

  /** The planted bug: the process counts a record as durable that was only handed over. */
  @Test
  void loopFindsAcknowledgementBeforeDurability() throws IOException, InterruptedException {
    long seed = Scale.seed();
    KillLoop.Result result = new KillLoop(directory, seed, true).run(KILLS_UNTIL_FOUND_MAX);
    assertThat(result.problems()).as("seed=%d", seed).anyMatch(text -> text.startsWith("LOST"));
  }
}
