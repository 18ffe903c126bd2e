package dev.thermograph.benchmarks.peers.neo4j;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.thermograph.benchmarks.graph.Rehearsal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Neo4jGraphTest {
  @TempDir Path directory;

  @Test
  void answersRightly() {
    assertThatCode(() -> Rehearsal.ofDurable(Neo4jGraph::new, directory.resolve("database")))
        .doesNotThrowAnyException();
  }
}
