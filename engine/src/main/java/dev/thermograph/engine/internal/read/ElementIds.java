package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.error.InvalidArgumentException;

/**
 * Turns a tenant's numbers of nodes and edges into ids and back, the only place where that is done;
 * ids of other tenants are refused here. <em>Immutable.</em> Hot path: what takes and gives a
 * {@code long} allocates nothing.
 *
 * @param tenant number of the tenant
 */
public record ElementIds(int tenant) {
  private static final long NUMBER_MASK = Integer.MAX_VALUE;

  /** Number of this tenant's node. */
  public int requireNode(NodeId id) {
    if (id.tenant() != tenant) {
      throw foreign(id.toString());
    }
    return id.number();
  }

  /** As {@link #requireNode(NodeId)}, by {@link NodeId#value}. */
  public int requireNode(long id) {
    long number = id - first();
    if ((number & ~NUMBER_MASK) != 0) {
      throw foreign(new NodeId(id).toString());
    }
    return (int) number;
  }

  /** Number of this tenant's edge. */
  public int requireEdge(EdgeId id) {
    if (id.tenant() != tenant) {
      throw foreign(id.toString());
    }
    return id.number();
  }

  private InvalidArgumentException foreign(String id) {
    return new InvalidArgumentException(
        "id belongs to another tenant: id=" + id + " tenant=" + tenant);
  }

  /** {@link NodeId#value} of a node, or {@link EdgeId#value} of an edge. */
  public long value(int number) {
    return first() + number;
  }

  private long first() {
    return (long) tenant << Integer.SIZE;
  }

  /** Id of a node. */
  public NodeId node(int number) {
    return NodeId.of(tenant, number);
  }

  /** Id of an edge. */
  public EdgeId edge(int number) {
    return EdgeId.of(tenant, number);
  }
}
