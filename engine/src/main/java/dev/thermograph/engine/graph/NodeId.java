package dev.thermograph.engine.graph;

import dev.thermograph.error.InvalidArgumentException;

/**
 * Names one node for as long as its tenant exists, also once it is deleted. <em>Immutable.</em>
 *
 * <p>An id belongs to one tenant: another one refuses it.
 *
 * @param value the tenant's number in the upper 32 bits, the node's number in the lower; both are
 *     not negative
 */
public record NodeId(long value) implements Comparable<NodeId> {
  /** Refuses what no tenant ever gave out. */
  public NodeId {
    if (value < 0 || (int) value < 0) {
      throw new InvalidArgumentException("no id of a node: value=" + value);
    }
  }

  /** The id of a tenant's node by both numbers. */
  public static NodeId of(int tenant, int number) {
    return new NodeId(((long) tenant << Integer.SIZE) | Integer.toUnsignedLong(number));
  }

  /** Number of the tenant. */
  public int tenant() {
    return (int) (value >>> Integer.SIZE);
  }

  /** Number of the node in its tenant, dense from 0 on. */
  public int number() {
    return (int) value;
  }

  @Override
  public int compareTo(NodeId other) {
    return Long.compare(value, other.value);
  }

  /** As {@code node:3/17}. */
  @Override
  public String toString() {
    return "node:" + tenant() + "/" + number();
  }
}
