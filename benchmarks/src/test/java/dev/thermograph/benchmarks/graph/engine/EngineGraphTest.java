package dev.thermograph.benchmarks.graph.engine;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.thermograph.benchmarks.graph.Rehearsal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineGraphTest {
  @TempDir Path directory;

  @Test
  void answersRightly() {
    assertThatCode(() -> Rehearsal.ofDurable(EngineGraph::new, directory.resolve("log")))
        .doesNotThrowAnyException();
  }
}
