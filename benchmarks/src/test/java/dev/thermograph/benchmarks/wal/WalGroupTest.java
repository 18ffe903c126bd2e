package dev.thermograph.benchmarks.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.benchmarks.harness.Side;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

final class WalGroupTest {

  @Test
  void everySideIsABenchmarkWithTheParametersItIsGiven() {
    for (Side side : new WalGroup().plan().sides()) {
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
}
