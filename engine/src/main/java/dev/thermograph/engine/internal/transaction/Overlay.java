package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.internal.read.ShownElement;

/**
 * A base with a transaction's own changes laid over it. <b>Single-threaded:</b> its transaction.
 * Hot path of bulk loads: what is asked of the transaction's own elements allocates nothing.
 */
final class Overlay implements ElementSource {
  private final ElementSource base;
  private final Workspace workspace;
  private final ChangedElements nodes;
  private final ChangedElements edges;

  /**
   * Lays changes over a base.
   *
   * @param base what is there without them
   * @param workspace has them
   */
  Overlay(ElementSource base, Workspace workspace) {
    this.base = base;
    this.workspace = workspace;
    this.nodes = workspace.nodes();
    this.edges = workspace.edges();
  }

  /** What is there without the changes. */
  ElementSource base() {
    return base;
  }

  /** What has the changes. */
  Workspace workspace() {
    return workspace;
  }

  @Override
  public long sequence() {
    return base.sequence();
  }

  @Override
  public boolean showNode(int node, ShownElement shown) {
    int place = nodes.find(node);
    if (place != ChangedElements.ABSENT && !nodes.isThere(place)) {
      return false;
    }
    if (place == ChangedElements.ABSENT || !nodes.hasOwnBlock(place)) {
      return base.showNode(node, shown);
    }
    nodes.show(place, shown);
    return true;
  }

  @Override
  public boolean hasNode(int node) {
    return nodeKind(node) != END;
  }

  @Override
  public int nodeKind(int node) {
    int place = nodes.find(node);
    if (place == ChangedElements.ABSENT) {
      return base.nodeKind(node);
    }
    return nodes.isThere(place) ? nodes.kind(place) : END;
  }

  @Override
  public boolean showEdge(int edge, ShownElement shown) {
    int place = edges.find(edge);
    if (place != ChangedElements.ABSENT && !edges.isThere(place)) {
      return false;
    }
    if (place == ChangedElements.ABSENT || !edges.hasOwnBlock(place)) {
      return base.showEdge(edge, shown);
    }
    edges.show(place, shown);
    return true;
  }

  @Override
  public boolean hasEdge(int edge) {
    int place = edges.find(edge);
    return place == ChangedElements.ABSENT ? base.hasEdge(edge) : edges.isThere(place);
  }

  @Override
  public int nextNode(int kind, int from) {
    int next = base.nextNode(kind, from);
    while (next != END && isDeleted(nodes, next)) {
      next = base.nextNode(kind, next + 1);
    }
    return ChangedElements.lower(next, nodes.nextAdded(kind, from));
  }

  @Override
  public int nextEdge(int kind, int from) {
    int next = base.nextEdge(kind, from);
    while (next != END && isDeleted(edges, next)) {
      next = base.nextEdge(kind, next + 1);
    }
    return ChangedElements.lower(next, edges.nextAdded(kind, from));
  }

  private static boolean isDeleted(ChangedElements elements, int number) {
    int place = elements.find(number);
    return place != ChangedElements.ABSENT && !elements.isThere(place);
  }

  @Override
  public void walk(int node, int edgeKind, boolean incoming, EdgeSink sink) {
    NotDeleted rest = new NotDeleted(sink);
    if (mayHaveEdgesInBase(node)) {
      base.walk(node, edgeKind, incoming, rest);
    }
    if (rest.goesOn && edges.createdCount() > 0) {
      workspace.adjacency().walk(node, edgeKind, incoming, sink);
    }
  }

  @Override
  public void walkBetween(int from, int to, int edgeKind, EdgeSink sink) {
    NotDeleted rest = new NotDeleted(sink);
    if (mayHaveEdgesInBase(from) && mayHaveEdgesInBase(to)) {
      base.walkBetween(from, to, edgeKind, rest);
    }
    if (rest.goesOn && edges.createdCount() > 0) {
      workspace.adjacency().walkBetween(from, to, edgeKind, sink);
    }
  }

  private boolean mayHaveEdgesInBase(int node) {
    return !nodes.isNew(node);
  }

  @Override
  public int likelyDegree(int node, int edgeKind, boolean incoming) {
    return base.likelyDegree(node, edgeKind, incoming);
  }

  @Override
  public void lookUp(long hash, CandidateSink sink) {
    Candidates rest = new Candidates(sink);
    base.lookUp(hash, rest);
    if (rest.goesOn) {
      workspace.claims().lookUp(hash, sink);
    }
  }

  /** Hands on the edges that the transaction has not deleted. */
  private final class NotDeleted implements EdgeSink {
    private final EdgeSink sink;
    private boolean goesOn = true;

    NotDeleted(EdgeSink sink) {
      this.sink = sink;
    }

    @Override
    public boolean take(int edge, int neighbour) {
      goesOn = isDeleted(edges, edge) || sink.take(edge, neighbour);
      return goesOn;
    }
  }

  /** Hands on what it gets, and remembers whether it was enough. */
  private static final class Candidates implements CandidateSink {
    private final CandidateSink sink;
    private boolean goesOn = true;

    Candidates(CandidateSink sink) {
      this.sink = sink;
    }

    @Override
    public boolean take(int node) {
      goesOn = sink.take(node);
      return goesOn;
    }
  }
}
