package dev.thermograph.engine.internal.read;

/** Counts what is read of a source. */
final class CountingSource extends ForwardingSource {
  private int shown;
  private int walked;

  CountingSource(ElementSource source) {
    super(source);
  }

  /** Nodes and edges shown. */
  int shown() {
    return shown;
  }

  /** Edges handed out by walks. */
  int walked() {
    return walked;
  }

  @Override
  public boolean showNode(int node, ShownElement element) {
    shown++;
    return super.showNode(node, element);
  }

  @Override
  public boolean showEdge(int edge, ShownElement element) {
    shown++;
    return super.showEdge(edge, element);
  }

  @Override
  public void walk(int node, int edgeKind, boolean incoming, EdgeSink sink) {
    super.walk(
        node,
        edgeKind,
        incoming,
        (edge, neighbour) -> {
          walked++;
          return sink.take(edge, neighbour);
        });
  }
}
