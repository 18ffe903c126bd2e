package dev.thermograph.index.lucene.text.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Examples computed by hand. */
class RankingQualityTest {

  @Test
  void theBestRankingHasOne() {
    assertThat(ndcg(List.of("a", "b", "x"), Map.of("a", 1, "b", 1))).isEqualTo(1);
  }

  @Test
  void aHitAtTheSecondRankCountsLess() {
    // 1/log2(3) = 0.6309
    assertThat(ndcg(List.of("x", "a"), Map.of("a", 1))).isCloseTo(0.6309, within(1e-4));
  }

  @Test
  void whatIsMissingLowersTheQuality() {
    // (1/log2(2) + 1/log2(5)) / (1/log2(2) + 1/log2(3) + 1/log2(4)) = 1.4307 / 2.1309
    assertThat(ndcg(List.of("a", "x", "y", "b"), Map.of("a", 1, "b", 1, "c", 1)))
        .isCloseTo(0.6714, within(1e-4));
  }

  @Test
  void gradesCountAsGains() {
    // (1/1 + 3/log2(3)) / (3/1 + 1/log2(3)) = 2.8928 / 3.6309
    assertThat(ndcg(List.of("low", "high"), Map.of("low", 1, "high", 3)))
        .isCloseTo(0.7967, within(1e-4));
  }

  @Test
  void onlyTheFirstHitsCount() {
    List<String> late = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "a");
    assertThat(ndcg(late, Map.of("a", 1))).isEqualTo(0);
    assertThat(ndcg(List.of(), Map.of("a", 1))).isEqualTo(0);
  }

  private static double ndcg(List<String> ranking, Map<String, Integer> grades) {
    return RankingQuality.ndcg(ranking, grades, 10);
  }
}
