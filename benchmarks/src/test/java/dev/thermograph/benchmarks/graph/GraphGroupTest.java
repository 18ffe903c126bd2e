package dev.thermograph.benchmarks.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.benchmarks.harness.Plan;
import dev.thermograph.benchmarks.harness.Side;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

final class GraphGroupTest {
  private static final GraphGroup GROUP = new GraphGroup();
  private static final Plan WITH_PEERS = GROUP.planWithPeers().orElseThrow();

  @Test
  void everySideIsABenchmarkWithTheParametersItIsGiven() {
    for (Side side : WITH_PEERS.sides()) {
      assertThat(side.benchmark().getDeclaredMethods())
          .as(side.id())
          .anyMatch(
              method ->
                  method.getName().equals(side.method())
                      && method.isAnnotationPresent(Benchmark.class));
      assertThat(parameters(side.benchmark())).as(side.id()).isEqualTo(side.parameters().keySet());
    }
  }

  private static Set<String> parameters(Class<?> benchmark) {
    return Stream.concat(Stream.of(benchmark), Arrays.stream(benchmark.getDeclaredClasses()))
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(field -> field.isAnnotationPresent(Param.class))
        .map(field -> field.getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void withoutPeersOnlyTheLimitsAreRun() {
    assertThat(GROUP.plan().sides()).allMatch(side -> side.fork().peer().isEmpty());
    assertThat(GROUP.plan().names())
        .noneMatch(name -> name.matches(".*(arcadedb|neo4j|tinkergraph)"));
  }

  @Test
  void peersAddSidesAndChangeNone() {
    assertThat(WITH_PEERS.sides()).containsAll(GROUP.plan().sides());
    assertThat(WITH_PEERS.ratios()).containsAll(GROUP.plan().ratios());
    assertThat(WITH_PEERS.figures()).isEqualTo(GROUP.plan().figures());
  }

  @Test
  void namesAreThoseThatAreCited() {
    assertThat(WITH_PEERS.names())
        .contains("graph.load", "graph.heap", "graph.rebuild", "graph.alloc", "graph.memory-engine")
        .contains("graph.load.arcadedb", "graph.load.neo4j", "graph.load.tinkergraph")
        .contains("graph.commit.1.fdatasync", "graph.commit.16.neo4j", "graph.point-read.array")
        .contains("graph.hop1.tinkergraph", "graph.heap.neo4j")
        .doesNotContain("graph.commit.1.tinkergraph", "graph.commit.1.array");
  }

  @Test
  void everySideLoadsBeforeItIsAsked() {
    for (Side side : WITH_PEERS.sides()) {
      String product = side.parameters().get("product");
      if (product != null && side.benchmark() != Load.class) {
        assertThat(indexOfLoad(product))
            .as(side.id())
            .isBetween(0, WITH_PEERS.sides().indexOf(side));
      }
    }
  }

  private static int indexOfLoad(String product) {
    List<String> loads =
        WITH_PEERS.sides().stream()
            .map(side -> side.benchmark() == Load.class ? side.parameters().get("product") : "")
            .toList();
    return loads.indexOf(product);
  }
}
