package dev.thermograph.index.text;

/**
 * Hits of a search, best first; equal scores by entity. Immutable; do not write into the arrays.
 */
public final class TextHits {
  private final int[] entities;
  private final long[] froms;
  private final float[] scores;
  private final long matchCount;
  private final boolean matchCountExact;
  private final TextCost cost;

  /** Takes over the arrays, which are of one length. */
  public TextHits(
      int[] entities,
      long[] froms,
      float[] scores,
      long matchCount,
      boolean matchCountExact,
      TextCost cost) {
    this.entities = entities;
    this.froms = froms;
    this.scores = scores;
    this.matchCount = matchCount;
    this.matchCountExact = matchCountExact;
    this.cost = cost;
  }

  /** How many there are: {@code k}, or fewer when no more match. */
  public int size() {
    return entities.length;
  }

  /** Whose text it is. */
  public int entity(int hit) {
    return entities[hit];
  }

  /** The sequence from which on the entity has had this text. */
  public long from(int hit) {
    return froms[hit];
  }

  /** How well it matches; comparable within one search only. */
  public float score(int hit) {
    return scores[hit];
  }

  /** How many entries match, or at least this many: {@link #isMatchCountExact()}. */
  public long matchCount() {
    return matchCount;
  }

  /** Whether exactly {@link #matchCount()} entries match. */
  public boolean isMatchCountExact() {
    return matchCountExact;
  }

  /** What the search did. */
  public TextCost cost() {
    return cost;
  }
}
