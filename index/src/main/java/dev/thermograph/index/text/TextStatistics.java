package dev.thermograph.index.text;

/** Which numbers the scores of a search rest on: how many entries there are and have a word. */
public enum TextStatistics {
  /**
   * {@link #EXACT} for a view of the past, {@link #AT_HAND} for one that sees all that is in
   * segments. A view that was the newest a moment ago may be of the past already.
   */
  AUTOMATIC,

  /**
   * What Lucene counts: also what is superseded and not merged away yet, and what is newer than the
   * view. The fastest; for the view that was the newest when the search began.
   */
  AT_HAND,

  /**
   * Exactly what the view sees, so that the same view always gives the same scores. Cost:
   * O(postings of the query's words) + O(entries with the field), without skipping.
   */
  EXACT
}
