package dev.thermograph.engine.internal.snapshot;

import dev.thermograph.engine.internal.commit.CommitTally;
import java.lang.foreign.MemorySegment;

/**
 * Takes what a snapshot holds, in the order of these methods. Everything was checked against {@link
 * SnapshotLayout}; that the file is whole is known only when {@link #end} is called, and before
 * that nothing may be shown to anybody.
 */
public interface SnapshotSink {
  /** What the snapshot says of itself. */
  void begin(SnapshotHeader header);

  /** The kinds from a commit on. */
  void catalog(long sequence, byte[] catalog);

  /** The next property name. */
  void name(String name);

  /** A kind that shows less of the past than the header says, or more. */
  void horizon(int kind, long sequence);

  /**
   * A retained commit and when it was made.
   *
   * @param tally what it changed, by whom and why; the same instance each time
   */
  void commit(long sequence, long micros, CommitTally tally);

  /** The next node that ever was; its versions follow. */
  void node(int node, int kind);

  /** The next version of the node. */
  void nodeVersion(long sequence, MemorySegment memory, long offset, int blockBytes);

  /** The node is not there from a sequence on. */
  void nodeDeleted(long sequence);

  /** The next edge that ever was; its versions follow. */
  void edge(int edge, int kind, int from, int to);

  /** The next version of the edge; 0 bytes for no properties. */
  void edgeVersion(long sequence, MemorySegment memory, long offset, int blockBytes);

  /** The edge is not there from a sequence on. */
  void edgeDeleted(long sequence);

  /**
   * A node is listed in an index.
   *
   * @param tag what the index keeps of the hash
   * @param isEnding whether it is no longer, and only the past needs the entry
   */
  void hash(int index, int tag, int node, boolean isEnding);

  /**
   * The file is whole.
   *
   * @param hashesUpTo which commit the hashes need at the latest
   */
  void end(long hashesUpTo);
}
