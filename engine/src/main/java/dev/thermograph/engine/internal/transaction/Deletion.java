package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.ConstraintException;
import dev.thermograph.engine.graph.NotFoundException;
import dev.thermograph.engine.internal.kind.BoundEdgeKind;
import dev.thermograph.engine.internal.kind.BoundNodeKind;
import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.internal.read.ShownElement;
import dev.thermograph.engine.schema.DeletePolicy;
import dev.thermograph.error.InvalidArgumentException;
import dev.thermograph.error.Messages;
import java.util.Arrays;

/**
 * Deletes one node with whatever its edges' policies say. First all nodes and edges that go are
 * gathered, node by node and never by recursion, so a cascade may run in circles; then the edges
 * that forbid it are looked at; only then anything is changed.
 *
 * <p>An edge between two nodes that both go is gone when the policy at either end takes it. So what
 * is deleted does not depend on the order in which edges are met. <b>Single-threaded:</b> its
 * transaction. Used once.
 */
final class Deletion {
  /** Most nodes and edges that one delete takes; a commit could hardly hold more. */
  static final int COUNT_MAX = 1 << 22;

  private static final int CAPACITY_FIRST = 16;

  private final TransactionScope scope;
  private final Overlay overlay;
  private final int countMax;

  private final ShownElement shown = new ShownElement();

  private int[] nodes = new int[CAPACITY_FIRST];
  private int nodeCount;
  private final LongTable takenNodes = new LongTable();

  /** Columns of the edges met, once for each end that goes. */
  private int[] edges = new int[CAPACITY_FIRST];

  private int[] kinds = new int[CAPACITY_FIRST];
  private int[] froms = new int[CAPACITY_FIRST];
  private int[] tos = new int[CAPACITY_FIRST];
  private boolean[] isRestricting = new boolean[CAPACITY_FIRST];
  private int edgeCount;
  private final LongTable takenEdges = new LongTable();

  Deletion(TransactionScope scope) {
    this(scope, COUNT_MAX);
  }

  Deletion(TransactionScope scope, int countMax) {
    this.scope = scope;
    this.overlay = scope.overlay();
    this.countMax = countMax;
  }

  /** Deletes a node; returns how many nodes and edges are gone. */
  int delete(int node) {
    if (overlay.nodeKind(node) == ElementSource.END) {
      throw new NotFoundException("node is not there: id=" + scope.ids().node(node));
    }
    takeNode(node);
    for (int next = 0; next < nodeCount; next++) {
      meetEdges(nodes[next]);
    }
    for (int edge = 0; edge < edgeCount; edge++) {
      requireTaken(edge, node);
    }
    removeAll();
    return nodeCount + takenEdges.count();
  }

  private void takeNode(int node) {
    if (takenNodes.put(node, 1) != 0) {
      return;
    }
    if (nodeCount == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * nodeCount);
    }
    nodes[nodeCount++] = node;
    requireLimit();
  }

  private void requireLimit() {
    if (nodeCount + edgeCount > countMax) {
      throw new InvalidArgumentException(
          Messages.format(
              "delete takes too many nodes and edges, delete in parts: count=%d or more limit=%d",
              nodeCount + edgeCount, countMax));
    }
  }

  private void meetEdges(int node) {
    overlay.showNode(node, shown); // what it is like is changed, so it counts as read
    BoundNodeKind<?> nodeKind = requireNodeKind(shown.kind());
    int kindCount = scope.schema().catalog().kindCount();
    for (int kind = 0; kind < kindCount; kind++) {
      if (scope.schema().catalog().isEdge(kind)) {
        meetEdges(node, nodeKind, kind, false);
        meetEdges(node, nodeKind, kind, true);
      }
    }
  }

  private void meetEdges(int node, BoundNodeKind<?> nodeKind, int kind, boolean incoming) {
    overlay.walk(
        node,
        kind,
        incoming,
        (edge, neighbour) -> {
          DeletePolicy policy = policy(kind, nodeKind);
          int from = incoming ? neighbour : node;
          int to = incoming ? node : neighbour;
          meet(edge, kind, from, to, policy == DeletePolicy.RESTRICT);
          if (policy == DeletePolicy.CASCADE && !incoming) {
            takeNode(neighbour);
          }
          return true;
        });
  }

  private DeletePolicy policy(int edgeKind, BoundNodeKind<?> nodeKind) {
    if (scope.schema().find(edgeKind) instanceof BoundEdgeKind<?> bound) {
      return bound.kind().findDeletePolicy().orElse(nodeKind.kind().deletePolicy());
    }
    throw unknown(edgeKind);
  }

  private BoundNodeKind<?> requireNodeKind(int kind) {
    if (scope.schema().find(kind) instanceof BoundNodeKind<?> bound) {
      return bound;
    }
    throw unknown(kind);
  }

  private InvalidArgumentException unknown(int kind) {
    return new InvalidArgumentException(
        "kind is not in the tenant's schema: kind=" + scope.schema().catalog().requireName(kind));
  }

  private void meet(int edge, int kind, int from, int to, boolean restricts) {
    if (edgeCount == edges.length) {
      growEdges(2 * edgeCount);
    }
    edges[edgeCount] = edge;
    kinds[edgeCount] = kind;
    froms[edgeCount] = from;
    tos[edgeCount] = to;
    isRestricting[edgeCount] = restricts;
    edgeCount++;
    requireLimit();
    if (!restricts) {
      takenEdges.put(edge, 1);
    }
  }

  private void growEdges(int capacity) {
    edges = Arrays.copyOf(edges, capacity);
    kinds = Arrays.copyOf(kinds, capacity);
    froms = Arrays.copyOf(froms, capacity);
    tos = Arrays.copyOf(tos, capacity);
    isRestricting = Arrays.copyOf(isRestricting, capacity);
  }

  private void requireTaken(int edge, int node) {
    if (isRestricting[edge] && takenEdges.get(edges[edge]) == 0) {
      throw new ConstraintException(
          ConstraintException.Rule.DELETE_POLICY,
          "an edge forbids to delete the node: node="
              + scope.ids().node(node)
              + " edge="
              + scope.ids().edge(edges[edge])
              + " kind="
              + scope.schema().catalog().requireName(kinds[edge])
              + " from="
              + scope.ids().node(froms[edge])
              + " to="
              + scope.ids().node(tos[edge]));
    }
  }

  private void removeAll() {
    ChangedElements changedEdges = scope.workspace().edges();
    for (int edge = 0; edge < edgeCount; edge++) {
      int place = changedEdges.find(edges[edge]);
      if (place == ChangedElements.ABSENT) {
        place = changedEdges.addThere(edges[edge], kinds[edge], froms[edge], tos[edge]);
      }
      changedEdges.remove(place);
    }
    ChangedElements changedNodes = scope.workspace().nodes();
    for (int index = 0; index < nodeCount; index++) {
      int kind = overlay.nodeKind(nodes[index]);
      int place = changedNodes.find(nodes[index]);
      if (place == ChangedElements.ABSENT) {
        place = changedNodes.addThere(nodes[index], kind, 0, 0);
      }
      changedNodes.remove(place);
    }
  }
}
