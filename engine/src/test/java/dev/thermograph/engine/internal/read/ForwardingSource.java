package dev.thermograph.engine.internal.read;

/** Shows what another source shows; for sources that differ in one thing. */
class ForwardingSource implements ElementSource {
  private final ElementSource source;

  ForwardingSource(ElementSource source) {
    this.source = source;
  }

  @Override
  public long sequence() {
    return source.sequence();
  }

  @Override
  public boolean showNode(int node, ShownElement shown) {
    return source.showNode(node, shown);
  }

  @Override
  public boolean showEdge(int edge, ShownElement shown) {
    return source.showEdge(edge, shown);
  }

  @Override
  public int nextNode(int kind, int from) {
    return source.nextNode(kind, from);
  }

  @Override
  public int nextEdge(int kind, int from) {
    return source.nextEdge(kind, from);
  }

  @Override
  public void walk(int node, int edgeKind, boolean incoming, EdgeSink sink) {
    source.walk(node, edgeKind, incoming, sink);
  }

  @Override
  public int likelyDegree(int node, int edgeKind, boolean incoming) {
    return source.likelyDegree(node, edgeKind, incoming);
  }

  @Override
  public void lookUp(long hash, CandidateSink sink) {
    source.lookUp(hash, sink);
  }
}
