package dev.thermograph.engine.internal.commit;

import dev.thermograph.engine.internal.graph.GraphTarget;
import java.lang.foreign.MemorySegment;

/** Writes a script's changes into a commit. */
public record IntoCommit(CommitWriter writer) implements GraphTarget {
  @Override
  public void putNode(
      int node, int kind, MemorySegment block, long offset, int bytes, long sequence) {
    writer.putNode(node, kind, block, offset, bytes);
  }

  @Override
  public void deleteNode(int node, long sequence) {
    writer.deleteNode(node);
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
    writer.putEdge(edge, kind, from, to, block, offset, bytes);
  }

  @Override
  public void deleteEdge(int edge, long sequence) {
    writer.deleteEdge(edge);
  }

  @Override
  public void index(long hash, int node, long sequence) {
    writer.index(0, hash, node);
  }

  @Override
  public void unindex(long hash, int node, long sequence) {
    writer.unindex(0, hash, node);
  }
}
