package dev.thermograph.benchmarks.graph.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thermograph.benchmarks.graph.WrongAnswerException;
import dev.thermograph.benchmarks.graph.engine.EngineKinds;
import dev.thermograph.benchmarks.graph.engine.EngineKinds.Person;
import dev.thermograph.benchmarks.harness.Latencies;
import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.NodeId;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GrowthTest {
  private static final int NODES = 5_500;
  private static final int VICTIM = 4_711;

  @TempDir Path directory;

  @Test
  void growsWhileItIsRead() throws InterruptedException {
    try (GrowingGraph graph = new GrowingGraph(directory)) {
      GrowthReader reader = new GrowthReader(graph.tenant(), graph::nodeCount);
      Thread thread = new Thread(reader, "growth-reader");
      thread.start();
      Latencies commits = new Latencies();
      graph.growTo(NODES, commits);
      while (reader.hops().count() == 0 && thread.isAlive()) {
        Thread.onSpinWait();
      }
      reader.stop();
      thread.join();
      graph.requireAll();
      assertThat(commits.count()).isEqualTo(6);
      assertThat(reader.pointReads().count()).isPositive();
      assertThat(reader.hops().count()).isPositive();
    }
  }

  @Test
  void oneWrongAgeIsFound() {
    try (GrowingGraph graph = grown()) {
      NodeId victim = NodeId.of(graph.tenant().number(), VICTIM);
      graph.tenant().write(tx -> tx.update(victim, Map.of("age", 1)));
      assertThatThrownBy(() -> reader(graph).requireAge(VICTIM))
          .isInstanceOf(WrongAnswerException.class)
          .hasMessageContaining("age of node 4711");
    }
  }

  @Test
  void oneLostEdgeIsFound() {
    try (GrowingGraph graph = grown()) {
      NodeId victim = NodeId.of(graph.tenant().number(), VICTIM);
      graph
          .tenant()
          .write(
              tx -> tx.delete(tx.edges(EngineKinds.KNOWS, victim, Direction.OUT).getFirst().id()));
      assertThatThrownBy(() -> reader(graph).requireNeighbours(VICTIM))
          .isInstanceOf(WrongAnswerException.class)
          .hasMessageContaining("neighbours of node 4711");
      assertThatThrownBy(graph::requireAll).hasMessageContaining("count of edges");
    }
  }

  @Test
  void oneNodeTooManyIsFound() {
    try (GrowingGraph graph = grown()) {
      graph.tenant().write(tx -> tx.create(EngineKinds.PERSON, Person.ofNumber(NODES)));
      assertThatThrownBy(graph::requireAll).hasMessageContaining("count of nodes");
    }
  }

  private GrowingGraph grown() {
    GrowingGraph graph = new GrowingGraph(directory);
    graph.growTo(NODES, new Latencies());
    graph.requireAll();
    return graph;
  }

  private static GrowthReader reader(GrowingGraph graph) {
    return new GrowthReader(graph.tenant(), graph::nodeCount);
  }
}
