package dev.thermograph.engine.internal.read;

/**
 * What nodes and edges are there: those of the store at one sequence, or those together with the
 * changes of a transaction. One implementation of reading stands on both. <b>Threads:</b> as the
 * source says.
 */
public interface ElementSource {
  /** What {@link #nextNode} and {@link #nextEdge} say behind the last. */
  int END = -1;

  /** Sequence of the newest commit that is seen. */
  long sequence();

  /** Shows a node; false when it is not there. */
  boolean showNode(int node, ShownElement shown);

  /** Shows an edge; false when it is not there. */
  boolean showEdge(int edge, ShownElement shown);

  /** Whether a node is there; what it is like is not looked at. */
  default boolean hasNode(int node) {
    return showNode(node, new ShownElement());
  }

  /**
   * Number of a node's kind, or {@link #END} when the node is not there; what it is like is not
   * looked at.
   */
  default int nodeKind(int node) {
    ShownElement shown = new ShownElement();
    return showNode(node, shown) ? shown.kind() : END;
  }

  /** Whether an edge is there; what it is like is not looked at. */
  default boolean hasEdge(int edge) {
    return showEdge(edge, new ShownElement());
  }

  /** The first node of a kind from a number on, or {@link #END}. */
  int nextNode(int kind, int from);

  /** The first edge of a kind from a number on, or {@link #END}. */
  int nextEdge(int kind, int from);

  /** Hands a node's edges of one kind and direction to a sink until it says false. */
  void walk(int node, int edgeKind, boolean incoming, EdgeSink sink);

  /**
   * Hands the edges of one kind from one node to another to a sink until it says false. O(the lower
   * of the two degrees).
   */
  default void walkBetween(int from, int to, int edgeKind, EdgeSink sink) {
    boolean isShorterBack = likelyDegree(to, edgeKind, true) < likelyDegree(from, edgeKind, false);
    int start = isShorterBack ? to : from;
    int end = isShorterBack ? from : to;
    walk(
        start,
        edgeKind,
        isShorterBack,
        (edge, neighbour) -> neighbour != end || sink.take(edge, to));
  }

  /**
   * About how many edges a node has, for choosing the shorter of two ways. It may be of another
   * sequence, so nothing else may depend on it.
   */
  default int likelyDegree(int node, int edgeKind, boolean incoming) {
    return 0;
  }

  /** Hands the nodes that may have a hash to a sink until it says false; each must be verified. */
  void lookUp(long hash, CandidateSink sink);

  /** Takes edges. */
  @FunctionalInterface
  interface EdgeSink {
    /** One edge and the node at its other end; false ends the walk. */
    boolean take(int edge, int neighbour);
  }

  /** Takes candidates. */
  @FunctionalInterface
  interface CandidateSink {
    /** One node; false ends the lookup. */
    boolean take(int node);
  }
}
