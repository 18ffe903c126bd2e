package dev.thermograph.index;

import static dev.thermograph.error.InvalidArgumentException.requireRange;

/**
 * How to search. Immutable.
 *
 * @param ef candidates looked at, 1..1,000; more means better recall and more time. 0 takes the
 *     index's own. Never less than the number of hits asked for.
 * @param exact compare with every vector: recall 1, cost O(vectors)
 */
public record SearchOptions(int ef, boolean exact) {

  /** The index's own {@code efSearch}, not exact. */
  public static final SearchOptions DEFAULT = new SearchOptions(0, false);

  /** Refuses an {@code ef} out of range. */
  public SearchOptions {
    requireRange("ef", ef, 0, VectorIndexOptions.EF_MAX);
  }

  /** Looks at this many candidates, 1..1,000. */
  public static SearchOptions ef(int ef) {
    return new SearchOptions(requireRange("ef", ef, 1, VectorIndexOptions.EF_MAX), false);
  }

  /** Compares with every vector. */
  public static SearchOptions exactly() {
    return new SearchOptions(0, true);
  }
}
