package dev.thermograph.properties.search;

import dev.thermograph.index.SearchStrategy;
import java.util.EnumMap;
import java.util.Map;

/** What was done. Single-threaded. */
final class SearchTally {
  final Map<SearchStrategy, Long> searches = new EnumMap<>(SearchStrategy.class);
  long restarts;
  long kills;
  long evictions;
  long hits;
  long recalled;

  void add(SearchStrategy strategy, int hitCount, int recalledCount) {
    searches.merge(strategy, 1L, Long::sum);
    hits += hitCount;
    recalled += recalledCount;
  }

  double recall() {
    return hits == 0 ? 1 : (double) recalled / hits;
  }

  @Override
  public String toString() {
    return searches
        + " hits="
        + hits
        + " recall="
        + recall()
        + " restarts="
        + restarts
        + " kills="
        + kills
        + " evictions="
        + evictions;
  }
}
