package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.internal.kind.BoundEdgeKind;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.read.ShownElement;
import dev.thermograph.error.InvalidArgumentException;

/**
 * Brings back nodes and edges that were deleted, by this transaction or before it. <b>Single-
 * threaded:</b> its transaction. Cold path.
 */
final class Restoring {
  private final TransactionScope scope;
  private final Overlay overlay;
  private final Workspace workspace;
  private final UniqueCheck uniques;
  private final EdgeRules rules;
  private final ShownElement shown = new ShownElement();

  Restoring(TransactionScope scope, UniqueCheck uniques, EdgeRules rules) {
    this.scope = scope;
    this.overlay = scope.overlay();
    this.workspace = scope.workspace();
    this.uniques = uniques;
    this.rules = rules;
  }

  void restoreNode(int node) {
    String id = scope.ids().node(node).toString();
    requireGone(overlay.showNode(node, shown), "node", id);
    ChangedElements nodes = workspace.nodes();
    int place = nodes.find(node);
    if (place == ChangedElements.ABSENT) {
      boolean isFound = scope.deleted().showNode(node, workspace.scratch(), shown);
      requireFound(isFound, "node", id);
      BoundNodeKind<?> kind = requireFree(node);
      workspace.scratch().keep(shown.bytes());
      place = nodes.addGone(node, kind.id(), 0, 0);
      nodes.put(place, shown.offset(), shown.bytes());
      uniques.claim(kind, node);
    } else {
      showBefore(nodes, place, node);
      requireFree(node);
      nodes.bringBack(place); // its values are listed still, by the base or as claims
    }
  }

  /** Shows what a node was that this transaction has deleted. */
  private void showBefore(ChangedElements nodes, int place, int node) {
    if (nodes.hasOwnBlock(place)) {
      nodes.show(place, shown);
    } else {
      requireFound(overlay.base().showNode(node, shown), "node", "");
    }
  }

  private BoundNodeKind<?> requireFree(int node) {
    if (scope.schema().find(shown.kind()) instanceof BoundNodeKind<?> kind) {
      assert shown.segment() == Memory.EVERYTHING : "node=" + node;
      uniques.requireFree(kind, shown.offset(), node);
      return kind;
    }
    throw unknown(shown.kind());
  }

  void restoreEdge(int edge) {
    String id = scope.ids().edge(edge).toString();
    requireGone(overlay.showEdge(edge, shown), "edge", id);
    ChangedElements edges = workspace.edges();
    int place = edges.find(edge);
    if (place == ChangedElements.ABSENT) {
      boolean isFound = scope.deleted().showEdge(edge, workspace.scratch(), shown);
      requireFound(isFound, "edge", id);
      requireAllowed(shown.kind(), shown.from(), shown.to());
      workspace.scratch().keep(shown.bytes());
      place = edges.addGone(edge, shown.kind(), shown.from(), shown.to());
      edges.put(place, shown.offset(), shown.bytes());
    } else {
      requireFound(edges.wasThere(place) || edges.hasOwnBlock(place), "edge", id);
      requireAllowed(edges.kind(place), edges.from(place), edges.to(place));
      edges.bringBack(place);
    }
  }

  private void requireAllowed(int kindId, int from, int to) {
    if (!(scope.schema().find(kindId) instanceof BoundEdgeKind<?> kind)) {
      throw unknown(kindId);
    }
    rules.requireAllowed(kind, from, to);
  }

  private static void requireGone(boolean isThere, String what, String id) {
    if (isThere) {
      throw new InvalidArgumentException(what + " is not deleted: id=" + id);
    }
  }

  private static void requireFound(boolean isFound, String what, String id) {
    if (!isFound) {
      throw new NotFoundException(
          what + " never was, or was deleted before the retained past: id=" + id);
    }
  }

  private InvalidArgumentException unknown(int kind) {
    return new InvalidArgumentException(
        "kind is not in the tenant's schema: kind=" + scope.schema().catalog().requireName(kind));
  }
}
