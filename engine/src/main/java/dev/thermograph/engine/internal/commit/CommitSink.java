package dev.thermograph.engine.internal.commit;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** Takes the changes of a commit one by one, in order. */
public interface CommitSink {
  /** Property names that this commit, or an earlier refused one, used first. */
  void names(int firstKeyId, List<String> names);

  /** A node has this property block from now on. */
  void putNode(int node, int kind, MemorySegment memory, long offset, int blockBytes);

  /** A node without edges goes. */
  void deleteNode(int node);

  /** An edge between two nodes has this property block from now on; 0 bytes for no properties. */
  void putEdge(
      int edge, int kind, int from, int to, MemorySegment memory, long offset, int blockBytes);

  /** An edge goes. */
  void deleteEdge(int edge);

  /** A node is to be found under a hash. */
  void index(int index, long hash, int node);

  /** A node that was to be found under a hash is not there any more, but for older views. */
  void unindex(int index, long hash, int node);

  /** The tenant's kinds are these from now on. */
  void catalog(MemorySegment memory, long offset, int bytes);

  /** Who made the commit and why; either may be empty. */
  void note(String actor, String reason);
}
