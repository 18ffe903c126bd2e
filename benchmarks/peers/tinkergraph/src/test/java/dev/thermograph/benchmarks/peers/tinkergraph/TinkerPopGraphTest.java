package dev.thermograph.benchmarks.peers.tinkergraph;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.thermograph.benchmarks.graph.Rehearsal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TinkerPopGraphTest {
  @TempDir Path directory;

  @Test
  void answersRightly() {
    assertThatCode(() -> Rehearsal.ofVolatile(TinkerPopGraph::new, directory.resolve("database")))
        .doesNotThrowAnyException();
  }
}
