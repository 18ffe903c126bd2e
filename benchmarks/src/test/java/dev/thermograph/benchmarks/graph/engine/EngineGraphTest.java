package dev.thermograph.benchmarks.graph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.thermograph.benchmarks.graph.GraphSide;
import dev.thermograph.benchmarks.graph.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineGraphTest {
  @TempDir Path directory;

  @Test
  void answersRightly() {
    assertThatCode(() -> rehearse(EngineGraph::new)).doesNotThrowAnyException();
  }

  @Test
  void answersRightlyFromTheLogAlone() throws IOException {
    assertThatCode(() -> rehearse(LogOnlyGraph::new)).doesNotThrowAnyException();
    assertThat(snapshots()).isEmpty();
  }

  @Test
  void usuallyLeavesASnapshot() throws IOException {
    rehearse(EngineGraph::new);
    assertThat(snapshots()).isNotEmpty();
  }

  private void rehearse(Function<Path, GraphSide> opens) {
    Rehearsal.ofDurable(opens, directory.resolve("engine"));
  }

  private List<Path> snapshots() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().contains("snapshot"))
          .toList();
    }
  }
}
