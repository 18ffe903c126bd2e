package dev.thermograph.index.text;

import static dev.thermograph.error.InvalidArgumentException.requireRange;

import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.index.EntityFilter;
import dev.thermograph.index.text.query.TextQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many of the entries that match a query have which value: exactly, over all matches and not
 * only over the best. Immutable.
 *
 * @param counts the commonest values, commonest first; of equal counts, what was met first
 * @param distinctCount how many different values there were
 * @param matchCount how many entries match
 * @param missingCount how many of these have no value
 * @param <V> the values
 */
public record FacetCounts<V>(
    List<Count<V>> counts, int distinctCount, long matchCount, long missingCount) {

  /** More different values than this are refused: they are no facet. */
  public static final int DISTINCT_MAX = 100_000;

  /** A value and how many matches have it; one that has it twice counts once for each. */
  public record Count<V>(V value, long count) {}

  /** Keeps its own copy. */
  public FacetCounts {
    counts = List.copyOf(counts);
  }

  /**
   * Counts over all matches. Cost: O(matches + their values).
   *
   * @param countMax how many values are told, 1..10,000
   */
  public static <V> FacetCounts<V> of(
      TextIndex index,
      TextQuery query,
      long view,
      TextSearchOptions options,
      @Nullable EntityFilter filter,
      FacetValues<V> values,
      int countMax) {
    requireRange("countMax", countMax, 1, 10_000);
    Tally<V> tally = new Tally<>(values);
    index.forEachMatch(query, view, options, filter, tally::add);
    return tally.counts(countMax);
  }

  /** Counts as it goes. Single-threaded. */
  private static final class Tally<V> {
    private final FacetValues<V> values;
    private final Map<V, Long> counts = new LinkedHashMap<>();
    private long matchCount;
    private long missingCount;
    private long valueCount;

    Tally(FacetValues<V> values) {
      this.values = values;
    }

    void add(int entity) {
      matchCount++;
      long before = valueCount;
      values.of(entity, this::count);
      missingCount += valueCount == before ? 1 : 0;
    }

    private void count(V value) {
      valueCount++;
      counts.merge(value, 1L, Long::sum);
      if (counts.size() > DISTINCT_MAX) {
        throw new InvalidArgumentException(
            "too many different values to count: max=" + DISTINCT_MAX);
      }
    }

    FacetCounts<V> counts(int countMax) {
      List<Count<V>> all = new ArrayList<>();
      counts.forEach((value, count) -> all.add(new Count<>(value, count)));
      all.sort((left, right) -> Long.compare(right.count(), left.count()));
      List<Count<V>> most = all.subList(0, Math.min(countMax, all.size()));
      return new FacetCounts<>(most, all.size(), matchCount, missingCount);
    }
  }
}
