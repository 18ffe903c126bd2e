package dev.thermograph.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RatioTest {

  @Test
  void moreThroughputThanTheOpponentIsAboveOne() {
    RatioResult result =
        answer(Planted.OURS, Planted.THEIRS, new double[] {200}, new double[] {100});
    assertThat(result.rounds()).containsExactly(2.0);
  }

  @Test
  void lessTimeThanTheOpponentIsAboveOne() {
    Side ours = Side.micros("ours", RatioTest.class, "ours", 1);
    Side theirs = Side.micros("theirs", RatioTest.class, "theirs", 1);
    assertThat(answer(ours, theirs, new double[] {50}, new double[] {100}).rounds())
        .containsExactly(2.0);
  }

  @Test
  void ratioIsTakenPerRoundAndNotFromTheMedians() {
    RatioResult result =
        answer(Planted.OURS, Planted.THEIRS, new double[] {100, 10, 1}, new double[] {50, 10, 2});
    assertThat(result.spread()).isEqualTo(new Spread(1, 0.5, 2));
    assertThat(result.oursMedian()).isEqualTo(10);
    assertThat(result.theirsMedian()).isEqualTo(10);
  }

  @Test
  void medianOfAnEvenCountIsTheMeanOfTheMiddleTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Spread(2.5, 1, 4));
  }

  @Test
  void spreadOfNothingIsRefused() {
    assertThatThrownBy(() -> Spread.of(List.of())).hasMessageContaining("median");
  }

  @Test
  void lineHasTheFormThatIsPromised() {
    RatioResult result =
        answer(
            Planted.OURS,
            Planted.THEIRS,
            new double[] {9_300, 8_900, 9_600},
            new double[] {10_000, 10_000, 10_000});
    assertThat(result.line())
        .isEqualTo("RATIO planted 0.93 0.89..0.96 vs the other one [9300 op/s vs 10000 op/s]")
        .matches("RATIO \\S+ [0-9.]+ [0-9.]+?\\.\\.[0-9.]+ vs .+ \\[[0-9.]+ \\S+ vs [0-9.]+ \\S+]");
  }

  @Test
  void figureLineHasTheFormThatIsPromised() {
    assertThat(
            new FigureResult("planted.p99", "us", Bar.NONE, List.of(84.26, 0.001, 1234.5)).line())
        .isEqualTo("FIGURE planted.p99 84.3 0.0010..1235 us");
  }

  @Test
  void ratioMayBeOfAnotherNumberThanTheScore() {
    Ratio ratio =
        new Ratio(
            "planted.heap",
            Reading.cost(Planted.OURS, Measurement.HEAP, "MB"),
            Reading.cost(Planted.THEIRS, Measurement.HEAP, "MB"),
            "the other one",
            0);
    RatioResult result = RatioResult.of(ratio, heap(2), heap(8));
    assertThat(result.line())
        .isEqualTo("RATIO planted.heap 4.00 4.00..4.00 vs the other one [2.00 MB vs 8.00 MB]");
  }

  private static List<Measurement> heap(double megabytes) {
    return List.of(new Measurement(Map.of(Measurement.SCORE, 1.0, Measurement.HEAP, megabytes)));
  }

  @Test
  void barsAreReachedFromTheirSide() {
    assertThat(Bar.atMost(0.6).isReachedBy(0.6)).isTrue();
    assertThat(Bar.atMost(0.6).isReachedBy(0.61)).isFalse();
    assertThat(Bar.atLeast(5).isReachedBy(5)).isTrue();
    assertThat(Bar.atLeast(5).isReachedBy(4.9)).isFalse();
    assertThat(List.of(Bar.atLeast(5).text(), Bar.atMost(0.6).text(), Bar.NONE.text()))
        .containsExactly("at least 5.00", "at most 0.60", "");
  }

  @Test
  void sidesOfDifferentKindAreRefused() {
    Side time = Side.micros("time", RatioTest.class, "time", 1);
    assertThatThrownBy(() -> new Ratio("mixed", Planted.OURS, time, "what", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mixed")
        .hasMessageContaining("op/s");
  }

  private static RatioResult answer(Side ours, Side theirs, double[] oursScores, double[] others) {
    Ratio ratio = new Ratio("planted", ours, theirs, "the other one", 0.85);
    return RatioResult.of(ratio, Planted.scores(oursScores), Planted.scores(others));
  }
}
