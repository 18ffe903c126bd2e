package dev.thermograph.engine.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.engine.internal.graph.ReadersAndWriter.Plant;
import dev.thermograph.engine.internal.graph.ReadersAndWriter.Seen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Readers on other threads see exactly their instant, now or in the past, of every kind that is
 * retained that far back, while the writer changes, drops and frees.
 */
final class GraphStoreConcurrencyTest {
  private static final long SEED = Long.getLong("thermograph.seed", 11);
  private static final int PLANTED_RUNS_MAX = 10;

  @Test
  void everyViewIsOneInstantWhileTheWriterGoesOn() throws Exception {
    Seen seen = new ReadersAndWriter(SEED, Plant.NOTHING).run();
    assertThat(seen.wrong())
        .as("seed=%d wrong first at view %d", SEED, seen.firstWrongView())
        .isZero();
    assertThat(seen.views()).isGreaterThan(50);
    assertThat(seen.pastViews()).isGreaterThan(20);
  }

  /** In other processes, which may crash or go in circles: that is found out, too. */
  @ParameterizedTest
  @EnumSource(names = "NOTHING", mode = EnumSource.Mode.EXCLUDE)
  void whatIsWrongOnPurposeIsFoundOut(Plant plant) throws Exception {
    int exit = 0;
    for (int run = 0; run < PLANTED_RUNS_MAX && exit == 0; run++) {
      exit = runPlanted(SEED + run, plant);
    }
    assertThat(exit).as("the exit of a process with %s", plant).isNotZero();
  }

  private static int runPlanted(long seed, Plant plant) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-ea",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ReadersAndWriter.class.getName(),
            Long.toString(seed),
            plant.name());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).as("what the process said").contains(ReadersAndWriter.STARTED);
    return process.waitFor();
  }
}
