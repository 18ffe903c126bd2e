package dev.thermograph.engine.graph;

/**
 * Walks a node's edges of one kind.
 *
 * <p>{@code cursor.open(node, Direction.OUT); while (cursor.next()) use(cursor.neighbour())}. The
 * order is that of no promise. Before the first edge and behind the last, reading is refused with
 * {@link NotFoundException}. <b>Single-threaded.</b> Hot path: allocates nothing unless said;
 * properties are looked at only when asked for, which costs a look at the edge besides that at the
 * list of neighbours.
 *
 * @param <E> see {@link dev.thermograph.engine.schema.EdgeKind}
 */
public interface EdgeCursor<E> extends PropertyCursor {
  /** Begins before a node's first edge; a node that is not there has none. */
  void open(long nodeId, Direction direction);

  /** As {@link #open(long, Direction)}. */
  default void open(NodeId node, Direction direction) {
    open(node.value(), direction);
  }

  /** Goes to the next edge; false when there is none. */
  boolean next();

  /** {@link NodeId#value} of the node at the other end. */
  long neighbour();

  /** {@link EdgeId#value} of the edge. */
  long id();

  /** Id of the edge. Allocates it. */
  default EdgeId edgeId() {
    return new EdgeId(id());
  }

  /** All properties. Allocates them. */
  E properties();
}
