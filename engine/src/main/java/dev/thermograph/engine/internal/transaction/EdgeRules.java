package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.internal.kind.BoundEdgeKind;
import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.schema.EdgeKind;

/**
 * Refuses edges whose ends are not there or not of the right kind, and more edges than their kind
 * allows. <b>Single-threaded:</b> its transaction. Hot path of bulk loads.
 */
final class EdgeRules {
  private final TransactionScope scope;
  private final Overlay overlay;

  EdgeRules(TransactionScope scope) {
    this.scope = scope;
    this.overlay = scope.overlay();
  }

  /** Refuses a new edge that may not be. */
  void requireAllowed(BoundEdgeKind<?> kind, int from, int to) {
    requireEnds(kind, from, to);
    requireRoom(kind, from, to);
  }

  /** Refuses ends that are not there or not of the right kinds. */
  void requireEnds(BoundEdgeKind<?> bound, int from, int to) {
    int fromKind = requireKind(from);
    int toKind = requireKind(to);
    EdgeKind<?> kind = bound.kind();
    if (kind.from().isEmpty() && kind.to().isEmpty()) {
      return;
    }
    String fromName = scope.schema().catalog().requireName(fromKind);
    String toName = scope.schema().catalog().requireName(toKind);
    if (!kind.connects(fromName, toName)) {
      throw new ConstraintException(
          ConstraintException.Rule.ENDPOINTS,
          "edges of this kind do not connect such nodes: kind="
              + kind.name()
              + " from="
              + fromName
              + " to="
              + toName
              + " allowed="
              + describe(kind));
    }
  }

  private static String describe(EdgeKind<?> kind) {
    return (kind.from().isEmpty() ? "any" : kind.from())
        + " to "
        + (kind.to().isEmpty() ? "any" : kind.to());
  }

  private int requireKind(int node) {
    int kind = overlay.nodeKind(node);
    if (kind == ElementSource.END) {
      throw new NotFoundException("node is not there: id=" + scope.ids().node(node));
    }
    return kind;
  }

  /** Refuses an edge more than the kind allows. */
  void requireRoom(BoundEdgeKind<?> kind, int from, int to) {
    int other =
        switch (kind.kind().cardinality()) {
          case MANY -> ElementSource.END;
          case UNIQUE -> findBetween(kind, from, to);
          case ONE -> findOut(kind, from);
        };
    if (other != ElementSource.END) {
      throw new ConstraintException(
          ConstraintException.Rule.CARDINALITY,
          "there is an edge already: kind="
              + kind.kind().name()
              + " cardinality="
              + kind.kind().cardinality()
              + " from="
              + scope.ids().node(from)
              + " to="
              + scope.ids().node(to)
              + " edge="
              + scope.ids().edge(other));
    }
  }

  /** An edge of the kind from one node to another, or {@link ElementSource#END}. */
  int findBetween(BoundEdgeKind<?> kind, int from, int to) {
    FirstEdge first = new FirstEdge();
    overlay.walkBetween(from, to, kind.id(), first);
    return first.edge;
  }

  private int findOut(BoundEdgeKind<?> kind, int from) {
    FirstEdge first = new FirstEdge();
    overlay.walk(from, kind.id(), false, first);
    return first.edge;
  }

  /** Takes one edge. */
  private static final class FirstEdge implements ElementSource.EdgeSink {
    private int edge = ElementSource.END;

    @Override
    public boolean take(int found, int neighbour) {
      edge = found;
      return false;
    }
  }
}
