package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.graph.GraphTarget;
import java.lang.foreign.MemorySegment;

/** Where changes go when only the model is wanted. */
record Nowhere() implements GraphTarget {
  @Override
  public void putNode(
      int node, int kind, MemorySegment block, long offset, int bytes, long sequence) {}

  @Override
  public void deleteNode(int node, long sequence) {}

  @Override
  public void putEdge(
      int edge,
      int kind,
      int from,
      int to,
      MemorySegment block,
      long offset,
      int bytes,
      long sequence) {}

  @Override
  public void deleteEdge(int edge, long sequence) {}
}
