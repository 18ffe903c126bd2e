package dev.thermograph.index.text;

import dev.thermograph.index.text.query.QueryLimits;

/**
 * How to search. Immutable.
 *
 * @param statistics what scores rest on
 * @param exactCount whether {@link TextHits#matchCount()} is exact. Cost: every match is looked at.
 * @param limits how large a query may be
 */
public record TextSearchOptions(TextStatistics statistics, boolean exactCount, QueryLimits limits) {

  /** Automatic statistics, the count as far as it was needed, the usual limits. */
  public static final TextSearchOptions DEFAULT =
      new TextSearchOptions(TextStatistics.AUTOMATIC, false, QueryLimits.DEFAULT);

  /** The same with other statistics. */
  public TextSearchOptions with(TextStatistics other) {
    return new TextSearchOptions(other, exactCount, limits);
  }

  /** The same with an exact count. */
  public TextSearchOptions withExactCount() {
    return new TextSearchOptions(statistics, true, limits);
  }
}
