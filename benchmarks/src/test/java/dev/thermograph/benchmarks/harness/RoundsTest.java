package dev.thermograph.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoundsTest {

  private static final Plan PLAN =
      new Plan(
          List.of(Planted.OURS, Planted.THEIRS),
          List.of(Ratio.forInformation("planted", Planted.OURS, Planted.THEIRS, "theirs")),
          List.of());

  @Test
  void everyOtherRoundGoesBackwards() {
    List<String> order = new ArrayList<>();
    SideRunner runner =
        side -> {
          order.add(side.id());
          return Measurement.ofScore(order.size());
        };
    Map<Side, List<Measurement>> measured = new Rounds(PLAN, 3, runner, _ -> {}).run();
    assertThat(order).containsExactly("ours", "theirs", "theirs", "ours", "ours", "theirs");
    assertThat(measured.get(Planted.OURS)).isEqualTo(Planted.scores(1, 4, 5));
    assertThat(measured.get(Planted.THEIRS)).isEqualTo(Planted.scores(2, 3, 6));
  }

  @Test
  void progressNamesRoundSideAndScore() {
    List<String> lines = new ArrayList<>();
    new Rounds(PLAN, 1, _ -> Measurement.ofScore(12.34), lines::add).run();
    assertThat(lines).containsExactly("round 1/1 ours: 12.3 op/s", "round 1/1 theirs: 12.3 op/s");
  }

  @Test
  void planRefusesARatioOfASideThatDoesNotRun() {
    assertThatThrownBy(() -> new Plan(List.of(Planted.OURS), PLAN.ratios(), List.of()))
        .hasMessage("side is not in the plan: side=theirs");
  }

  @Test
  void planRefusesANameUsedTwice() {
    List<Ratio> twice = List.of(PLAN.ratios().getFirst(), PLAN.ratios().getFirst());
    assertThatThrownBy(() -> new Plan(PLAN.sides(), twice, List.of()))
        .hasMessage("name is used 2 times: name=planted");
  }
}
