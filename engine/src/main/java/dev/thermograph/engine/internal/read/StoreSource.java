package dev.thermograph.engine.internal.read;

import dev.thermograph.engine.internal.graph.AdjacencyCursor;
import dev.thermograph.engine.internal.graph.EdgeView;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.graph.HashCursor;
import dev.thermograph.engine.internal.memory.Memory;

/**
 * What the store has at one sequence, which whoever makes this keeps from being dropped.
 * <b>Thread-safe:</b> it keeps nothing. Hot path: showing allocates nothing that outlives the call.
 */
public final class StoreSource implements ElementSource {
  /** Number of the index that has all keys and unique rules of a tenant. */
  public static final int UNIQUE_INDEX = 0;

  private final GraphStore store;
  private final long sequence;

  /** A store as a view of this sequence sees it. */
  public StoreSource(GraphStore store, long sequence) {
    this.store = store;
    this.sequence = sequence;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public boolean showNode(int node, ShownElement shown) {
    long version = store.node(node, sequence);
    if (version == GraphStore.NONE) {
      return false;
    }
    shown.show(
        Memory.EVERYTHING,
        GraphStore.block(version),
        GraphStore.blockBytes(version),
        GraphStore.kind(version),
        GraphStore.sequence(version));
    return true;
  }

  @Override
  public boolean hasNode(int node) {
    return store.node(node, sequence) != GraphStore.NONE;
  }

  @Override
  public int nodeKind(int node) {
    long version = store.node(node, sequence);
    return version == GraphStore.NONE ? END : GraphStore.kind(version);
  }

  @Override
  public boolean showEdge(int edge, ShownElement shown) {
    EdgeView view = new EdgeView();
    if (!store.edge(edge, sequence, view)) {
      return false;
    }
    int bytes = view.blockBytes();
    long block = bytes == 0 ? 0 : view.block();
    shown.show(Memory.EVERYTHING, block, bytes, view.kind(), view.sequence());
    shown.connect(view.from(), view.to());
    return true;
  }

  @Override
  public boolean hasEdge(int edge) {
    return store.edge(edge, sequence, new EdgeView());
  }

  @Override
  public int nextNode(int kind, int from) {
    // What this sequence sees lies below an end that is read first; the end may grow meanwhile.
    int end = store.nodeEnd();
    int number = store.nextOfKind(kind, from, sequence);
    return number < end ? number : END;
  }

  @Override
  public int nextEdge(int kind, int from) {
    int end = store.edgeEnd();
    EdgeView view = new EdgeView();
    for (int number = from; number < end; number++) {
      if (store.edge(number, sequence, view) && view.kind() == kind) {
        return number;
      }
    }
    return END;
  }

  @Override
  public void walk(int node, int edgeKind, boolean incoming, EdgeSink sink) {
    AdjacencyCursor cursor = store.adjacencyCursor();
    store.walk(node, edgeKind, incoming, sequence, cursor);
    boolean goesOn = true;
    while (goesOn && cursor.next()) {
      goesOn = sink.take(cursor.edge(), cursor.neighbour());
    }
  }

  @Override
  public int likelyDegree(int node, int edgeKind, boolean incoming) {
    return store.degreeNow(node, edgeKind, incoming);
  }

  @Override
  public void lookUp(long hash, CandidateSink sink) {
    if (store.indexCount() == UNIQUE_INDEX) {
      return; // nobody ever had a key or a unique value
    }
    HashCursor cursor = store.hashCursor();
    store.lookUp(UNIQUE_INDEX, hash, cursor);
    boolean goesOn = true;
    while (goesOn && cursor.next()) {
      goesOn = sink.take(cursor.node());
    }
  }
}
