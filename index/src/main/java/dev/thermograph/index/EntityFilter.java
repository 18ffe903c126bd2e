package dev.thermograph.index;

import org.roaringbitmap.RoaringBitmap;

/**
 * Which entities a search may return. Asked from many places of a search, so {@link #accepts} must
 * be cheap and always give the same answer during one search. Called on the searcher's thread only.
 */
public interface EntityFilter {

  /** Whether this entity may be returned. */
  boolean accepts(int entity);

  /** About how many entities it accepts, in the index or not; it decides how to search only. */
  long cardinality();

  /**
   * The smallest entity at or after {@code entity} that may be accepted, or -1 when there is none.
   * A filter that cannot jump returns what it is given.
   */
  default int next(int entity) {
    return entity;
  }

  /** Accepts what is in the bitmap, which must not change during a search. */
  static EntityFilter of(RoaringBitmap entities) {
    return new BitmapFilter(entities);
  }
}
