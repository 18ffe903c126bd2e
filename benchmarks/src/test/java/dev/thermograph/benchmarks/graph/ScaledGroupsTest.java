package dev.thermograph.benchmarks.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thermograph.benchmarks.graph.growth.GrowthGroup;
import dev.thermograph.benchmarks.graph.supernode.SupernodeGroup;
import dev.thermograph.benchmarks.harness.Group;
import dev.thermograph.benchmarks.harness.Side;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

final class ScaledGroupsTest {
  static Group[] groups() {
    return new Group[] {new GrowthGroup(), new SupernodeGroup()};
  }

  @ParameterizedTest
  @MethodSource("groups")
  void scaledAnswersTheSameQuestionsAboutLess(Group group) {
    Group small = group.scaledTo(0.1).orElseThrow();
    assertThat(small.name()).isEqualTo(group.name());
    assertThat(small.plan().names()).containsExactlyElementsOf(group.plan().names().toList());
    assertThat(size(small)).isEqualTo(size(group) / 10);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void onlyTheFullSizeIsCited(Group group) {
    Group small = group.scaledTo(0.1).orElseThrow();
    assertThat(group.effort(false, false).quick()).isFalse();
    assertThat(group.effort(true, false).quick()).isTrue();
    assertThat(small.effort(false, false).quick()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("groups")
  void sideIsABenchmarkWithItsParameter(Group group) throws ReflectiveOperationException {
    for (Side side : group.plan().sides()) {
      assertThat(side.benchmark().getMethod(side.method()).isAnnotationPresent(Benchmark.class))
          .isTrue();
      for (Map.Entry<String, String> parameter : side.parameters().entrySet()) {
        assertThat(side.benchmark().getField(parameter.getKey()).isAnnotationPresent(Param.class))
            .isTrue();
      }
    }
  }

  private static int size(Group group) {
    Side side = group.plan().sides().getFirst();
    return Integer.parseInt(side.parameters().values().iterator().next());
  }
}
