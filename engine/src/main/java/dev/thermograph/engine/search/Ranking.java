package dev.thermograph.engine.search;

import dev.thermograph.engine.filter.PropertyPath;
import dev.thermograph.engine.schema.PropertyGetter;
import dev.thermograph.error.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * What makes one node a better hit than another. <em>Immutable.</em>
 *
 * @param <T> see {@link dev.thermograph.engine.schema.NodeKind}
 */
public sealed interface Ranking<T> {
  /** Most candidates that a search may be told to look at. */
  int EF_MAX = 1_000;

  /**
   * The nearer a node's vector is to the query, the better; a node without one is no hit.
   *
   * @param property the vector property
   * @param query as many floats as the property has; not to be changed
   * @param ef how many candidates are looked at, 1..{@value #EF_MAX}; 0 leaves it to the index
   * @param isExact whether all are compared, which costs O(vectors) and misses none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Nearest<T>(PropertyPath<T> property, float[] query, int ef, boolean isExact)
      implements Ranking<T> {
    /** Refuses a number of candidates out of range. */
    public Nearest {
      InvalidArgumentException.requireRange("ef", ef, 0, EF_MAX);
    }

    /** Looks at so many candidates: more find more of the nearest, and take longer. */
    public Nearest<T> ef(int candidates) {
      InvalidArgumentException.requireRange("ef", candidates, 1, EF_MAX);
      return new Nearest<>(property, query, candidates, isExact);
    }

    /** Compares all of them. */
    public Nearest<T> exact() {
      return new Nearest<>(property, query, ef, true);
    }
  }

  /** By how near a vector is, in the way that the property's metric says. */
  static <T> Nearest<T> nearest(PropertyGetter<T, float @Nullable []> property, float[] query) {
    return new Nearest<>(new PropertyPath.Getter<>(property), query.clone(), 0, false);
  }
}
