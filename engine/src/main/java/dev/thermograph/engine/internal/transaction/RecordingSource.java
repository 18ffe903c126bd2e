package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.read.ElementSource;
import dev.thermograph.engine.internal.read.ShownElement;

/**
 * A base that notes what is read of it, found or not. It lies below the overlay, so what a
 * transaction reads of its own changes leaves no key. <b>Single-threaded:</b> its transaction.
 */
final class RecordingSource implements ElementSource {
  private final ElementSource base;
  private final ReadKeys keys;

  RecordingSource(ElementSource base, ReadKeys keys) {
    this.base = base;
    this.keys = keys;
  }

  @Override
  public long sequence() {
    return base.sequence();
  }

  @Override
  public boolean showNode(int node, ShownElement shown) {
    keys.add(AccessKey.node(node));
    return base.showNode(node, shown);
  }

  @Override
  public boolean hasNode(int node) {
    keys.add(AccessKey.nodeExists(node));
    return base.hasNode(node);
  }

  @Override
  public int nodeKind(int node) {
    keys.add(AccessKey.nodeExists(node));
    return base.nodeKind(node);
  }

  @Override
  public boolean showEdge(int edge, ShownElement shown) {
    keys.add(AccessKey.edge(edge));
    return base.showEdge(edge, shown);
  }

  @Override
  public boolean hasEdge(int edge) {
    keys.add(AccessKey.edge(edge));
    return base.hasEdge(edge);
  }

  @Override
  public int nextNode(int kind, int from) {
    keys.add(AccessKey.nodesOfKind(kind));
    return base.nextNode(kind, from);
  }

  @Override
  public int nextEdge(int kind, int from) {
    keys.add(AccessKey.edgesOfKind(kind));
    return base.nextEdge(kind, from);
  }

  @Override
  public void walk(int node, int edgeKind, boolean incoming, EdgeSink sink) {
    keys.add(AccessKey.adjacency(node, edgeKind, incoming));
    base.walk(node, edgeKind, incoming, sink);
  }

  @Override
  public void walkBetween(int from, int to, int edgeKind, EdgeSink sink) {
    keys.add(AccessKey.pair(from, to, edgeKind));
    base.walkBetween(from, to, edgeKind, sink);
  }

  @Override
  public int likelyDegree(int node, int edgeKind, boolean incoming) {
    return base.likelyDegree(node, edgeKind, incoming); // nothing depends on it
  }

  @Override
  public void lookUp(long hash, CandidateSink sink) {
    keys.add(AccessKey.unique(hash));
    base.lookUp(hash, sink);
  }
}
