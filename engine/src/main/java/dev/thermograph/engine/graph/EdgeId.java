package dev.thermograph.engine.graph;

import dev.thermograph.error.InvalidArgumentException;

/**
 * Names one edge for as long as its tenant exists, also once it is deleted. <em>Immutable.</em>
 *
 * <p>An id belongs to one tenant: another one refuses it.
 *
 * @param value the tenant's number in the upper 32 bits, the edge's number in the lower; both are
 *     not negative
 */
public record EdgeId(long value) implements Comparable<EdgeId> {
  /** Refuses what no tenant ever gave out. */
  public EdgeId {
    if (value < 0 || (int) value < 0) {
      throw new InvalidArgumentException("no id of an edge: value=" + value);
    }
  }

  /** The id of a tenant's edge by both numbers. */
  public static EdgeId of(int tenant, int number) {
    return new EdgeId(((long) tenant << Integer.SIZE) | Integer.toUnsignedLong(number));
  }

  /** Number of the tenant. */
  public int tenant() {
    return (int) (value >>> Integer.SIZE);
  }

  /** Number of the edge in its tenant, dense from 0 on. */
  public int number() {
    return (int) value;
  }

  @Override
  public int compareTo(EdgeId other) {
    return Long.compare(value, other.value);
  }

  /** As {@code edge:3/17}. */
  @Override
  public String toString() {
    return "edge:" + tenant() + "/" + number();
  }
}
