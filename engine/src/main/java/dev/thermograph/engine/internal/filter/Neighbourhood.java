package dev.thermograph.engine.internal.filter;

import dev.thermograph.engine.graph.Direction;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.internal.kind.BoundSchema;
import dev.thermograph.engine.internal.read.ElementIds;
import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.schema.EdgeKind;
import dev.thermograph.error.InvalidArgumentException;
import java.util.List;
import java.util.function.ToIntFunction;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which nodes can be reached from others, by going through the graph in rings.
 *
 * @param source what is there
 * @param schema the tenant's kinds
 * @param ids of the tenant
 * @param edgeKinds number of a kind of edges, which it refuses when it may not be read
 */
public record Neighbourhood(
    ElementSource source,
    BoundSchema schema,
    ElementIds ids,
    ToIntFunction<EdgeKind<?>> edgeKinds) {

  /** Number of this tenant's node. */
  int requireNode(NodeId id) {
    return ids.requireNode(id);
  }

  /**
   * The nodes within so many hops. O(edges that are looked at).
   *
   * @param from where to begin; those that are not there are passed over
   */
  RoaringBitmap within(int hops, RoaringBitmap from, Direction direction, List<EdgeKind<?>> along) {
    if (along.isEmpty()) {
      throw new InvalidArgumentException("kinds of edges to go along: count=0 min=1");
    }
    int[] kinds = along.stream().mapToInt(edgeKinds).toArray();
    RoaringBitmap reached = new RoaringBitmap();
    from.forEach((int node) -> addIfThere(node, reached));
    RoaringBitmap ring = reached.clone();
    for (int hop = 0; hop < hops && !ring.isEmpty(); hop++) {
      RoaringBitmap next = ring(ring, direction, kinds);
      next.andNot(reached);
      reached.or(next);
      ring = next;
    }
    return reached;
  }

  private void addIfThere(int node, RoaringBitmap reached) {
    if (source.hasNode(node)) {
      reached.add(node);
    }
  }

  private RoaringBitmap ring(RoaringBitmap ring, Direction direction, int[] kinds) {
    RoaringBitmap next = new RoaringBitmap();
    ElementSource.EdgeSink sink =
        (_, neighbour) -> {
          next.add(neighbour);
          return true;
        };
    ring.forEach(
        (int node) -> {
          for (int kind : kinds) {
            if (direction != Direction.IN) {
              source.walk(node, kind, false, sink);
            }
            if (direction != Direction.OUT) {
              source.walk(node, kind, true, sink);
            }
          }
        });
    return next;
  }
}
