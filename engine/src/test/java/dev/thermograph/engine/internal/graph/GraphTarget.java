package dev.thermograph.engine.internal.graph;

import java.lang.foreign.MemorySegment;

/** Where a script's changes go: a store, or a commit that is applied later. */
public interface GraphTarget {
  /** See {@link GraphStore#putNode}. */
  void putNode(int node, int kind, MemorySegment block, long offset, int bytes, long sequence);

  /** See {@link GraphStore#deleteNode}. */
  void deleteNode(int node, long sequence);

  /** See {@link GraphStore#putEdge}. */
  void putEdge(
      int edge,
      int kind,
      int from,
      int to,
      MemorySegment block,
      long offset,
      int bytes,
      long sequence);

  /** See {@link GraphStore#deleteEdge}. */
  void deleteEdge(int edge, long sequence);

  /** See {@link GraphStore#index}, for the first index. */
  default void index(long hash, int node, long sequence) {}

  /** See {@link GraphStore#unindex}, for the first index. */
  default void unindex(long hash, int node, long sequence) {}

  /** Straight into a store, which gets an index if it has none. */
  static GraphTarget of(GraphStore store) {
    if (store.indexCount() == 0) {
      store.addIndex();
    }
    return new GraphTarget() {
      @Override
      public void putNode(
          int node, int kind, MemorySegment block, long offset, int bytes, long sequence) {
        store.putNode(node, kind, block, offset, bytes, sequence);
      }

      @Override
      public void deleteNode(int node, long sequence) {
        store.deleteNode(node, sequence);
      }

      @Override
      public void putEdge(
          int edge,
          int kind,
          int from,
          int to,
          MemorySegment block,
          long offset,
          int bytes,
          long sequence) {
        store.putEdge(edge, kind, from, to, block, offset, bytes, sequence);
      }

      @Override
      public void deleteEdge(int edge, long sequence) {
        store.deleteEdge(edge, sequence);
      }

      @Override
      public void index(long hash, int node, long sequence) {
        store.index(0, hash, node, sequence);
      }

      @Override
      public void unindex(long hash, int node, long sequence) {
        store.unindex(0, hash, node, sequence);
      }
    };
  }
}
