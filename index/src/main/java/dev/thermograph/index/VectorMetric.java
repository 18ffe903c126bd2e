package dev.thermograph.index;

/**
 * How near two vectors are. Each metric has three numbers for a pair, from one float computation
 * that is the same on every path of a search:
 *
 * <table>
 * <caption>q is the query, v the vector, both float32</caption>
 * <tr><th></th><th>nearness, greater is nearer</th><th>distance, smaller is nearer</th><th>score
 *     </th></tr>
 * <tr><td>COSINE</td><td>cos(q, v), of vectors made unit length in float32</td><td>1 − cos, as
 *     pgvector's {@code <=>}</td><td>(1 + cos) / 2</td></tr>
 * <tr><td>EUCLIDEAN</td><td>−|q − v|²</td><td>|q − v|, as {@code <->}</td><td>1 / (1 + |q − v|²)
 *     </td></tr>
 * <tr><td>INNER_PRODUCT</td><td>q·v</td><td>−q·v, as {@code <#>}</td><td>q·v + 1, or 1 / (1 − q·v)
 *     below zero</td></tr>
 * </table>
 *
 * <p>Hits are ordered by nearness, then by entity number. Immutable.
 */
public enum VectorMetric {
  /** The angle only. A vector of zeros has none and is refused. */
  COSINE {
    @Override
    public float distance(float nearness) {
      return 1 - nearness;
    }

    @Override
    public float score(float nearness) {
      return Math.max(0, (1 + nearness) / 2);
    }
  },
  /** The straight line between the two. */
  EUCLIDEAN {
    @Override
    public float distance(float nearness) {
      return (float) Math.sqrt(-nearness);
    }

    @Override
    public float score(float nearness) {
      return 1 / (1 - nearness);
    }
  },
  /** Angle and lengths; a longer vector in the same direction is nearer. */
  INNER_PRODUCT {
    @Override
    public float distance(float nearness) {
      return -nearness;
    }

    @Override
    public float score(float nearness) {
      return nearness < 0 ? 1 / (1 - nearness) : nearness + 1;
    }
  };

  /** The distance of a pair with this nearness. */
  public abstract float distance(float nearness);

  /** The score, 0 or more, greater is nearer, of a pair with this nearness. */
  public abstract float score(float nearness);
}
