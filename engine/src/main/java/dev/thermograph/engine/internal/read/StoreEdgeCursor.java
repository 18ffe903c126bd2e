package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.EdgeCursor;
import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.graph.AdjacencyCursor;
import dev.thermograph.engine.internal.graph.EdgeView;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.kind.BoundEdgeKind;
import dev.thermograph.engine.internal.memory.Memory;

/**
 * Edges of one kind, read where they lie in the store. A walk looks at the lists of neighbours
 * only; the edge itself, which lies elsewhere, is looked at when a property is asked for.
 */
final class StoreEdgeCursor<E> extends StoreCursor<E> implements EdgeCursor<E> {
  private final int kind;
  private final GraphStore store;
  private final long sequence;
  private final ElementIds ids;
  private final AdjacencyCursor adjacent;
  private final EdgeView edge = new EdgeView();

  /** The node whose incoming edges are still to be walked behind those that go out. */
  private int node;

  private boolean isIncomingLeft;
  private boolean isAtEdge;
  private boolean isEdgeShown;

  StoreEdgeCursor(PinnedView view, BoundEdgeKind<E> bound, GraphStore store) {
    super(view, bound);
    this.kind = bound.id();
    this.store = store;
    this.sequence = view.sequence();
    this.ids = view.ids();
    this.adjacent = store.adjacencyCursor();
  }

  @Override
  public void open(long nodeId, Direction direction) {
    requireOpen();
    node = ids.requireNode(nodeId);
    isIncomingLeft = direction == Direction.BOTH;
    isAtEdge = false;
    store.walk(node, kind, direction == Direction.IN, sequence, adjacent);
  }

  @Override
  public boolean next() {
    requireOpen();
    isEdgeShown = false;
    isAtEdge = adjacent.next() || (isIncomingLeft && nextIncoming());
    return isAtEdge;
  }

  private boolean nextIncoming() {
    isIncomingLeft = false;
    store.walk(node, kind, true, sequence, adjacent);
    return adjacent.next();
  }

  private void requireEdge() {
    requireOpen();
    if (!isAtEdge) {
      throw nowhere();
    }
  }

  @Override
  public long neighbour() {
    requireEdge();
    return ids.value(adjacent.neighbour());
  }

  @Override
  public long id() {
    requireEdge();
    return ids.value(adjacent.edge());
  }

  @Override
  PropertyBlockReader require() {
    requireEdge();
    if (!isEdgeShown) {
      showEdge();
    }
    return reader();
  }

  private void showEdge() {
    if (!store.edge(adjacent.edge(), sequence, edge)) {
      throw new IllegalStateException(
          "a node lists an edge that is not there: edge=" + adjacent.edge() + " view=" + sequence);
    }
    if (edge.blockBytes() == 0) {
      EmptyBlock.show(reader());
    } else {
      reader().wrap(Memory.EVERYTHING, edge.block());
    }
    isEdgeShown = true;
  }

  @Override
  public long sequence() {
    require();
    return edge.sequence();
  }

  @Override
  public E properties() {
    return readAll();
  }
}
