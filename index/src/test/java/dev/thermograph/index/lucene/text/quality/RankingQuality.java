package dev.thermograph.index.lucene.text.quality;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Normalised discounted cumulative gain, as trec_eval computes it: a hit at rank {@code r} (from 1)
 * with grade {@code g} gains {@code g / log2(r + 1)}; the sum is divided by that of the best
 * ranking there could be (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR
 * techniques", 2002).
 */
final class RankingQuality {

  private RankingQuality() {}

  /**
   * From 0 to 1, over the first {@code k} hits.
   *
   * @param ranking the hits, best first
   * @param grades how relevant documents are, those that are at all
   */
  static double ndcg(List<String> ranking, Map<String, Integer> grades, int k) {
    double gain = 0;
    for (int i = 0; i < Math.min(k, ranking.size()); i++) {
      gain += grades.getOrDefault(ranking.get(i), 0) / log2(i + 2);
    }
    double best = 0;
    List<Integer> sorted = grades.values().stream().sorted(Comparator.reverseOrder()).toList();
    for (int i = 0; i < Math.min(k, sorted.size()); i++) {
      best += sorted.get(i) / log2(i + 2);
    }
    return best == 0 ? 0 : gain / best;
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
