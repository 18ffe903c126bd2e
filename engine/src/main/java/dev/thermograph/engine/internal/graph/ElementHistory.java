package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;
import java.util.Arrays;

/**
 * The versions of one node or edge that views from a horizon up to a sequence can see, oldest
 * first.
 *
 * <p>Read beside the writer, under a pin that keeps the horizon: what is newer than the sequence is
 * passed over, and the walk ends at the first version that the horizon sees, for what lies behind
 * it may be freed at any moment. A deletion that nothing older precedes says nothing and is left
 * out. <b>Single-threaded:</b> whoever owns it. Allocates only to grow.
 */
public final class ElementHistory {
  /** What {@link #blockBytes} says of a version from which on there is nothing. */
  public static final int DELETED = -1;

  private static final int CAPACITY_FIRST = 8;

  private int kind;
  private int from;
  private int to;
  private int count;

  /** Newest first. */
  private long[] sequences = new long[CAPACITY_FIRST];

  private long[] blocks = new long[CAPACITY_FIRST];
  private int[] blockBytes = new int[CAPACITY_FIRST];

  /** Of nothing yet. */
  public ElementHistory() {}

  void begin(int elementKind, int fromNode, int toNode) {
    kind = elementKind;
    from = fromNode;
    to = toNode;
    count = 0;
  }

  /** Adds what a chain of versions has; true when the horizon's version is among it. */
  boolean addChain(Space space, long headAddress, long horizon, long sequence) {
    long reference = Memory.getLongAcquire(headAddress);
    while (reference != 0) {
      long version = space.address(reference);
      long made = GraphStore.sequence(version);
      if (made <= sequence && !isShadowed(made)) {
        add(made, GraphStore.block(version), bytesOf(version));
      }
      if (made <= horizon) {
        return true;
      }
      reference = Memory.getLongAcquire(version + RecordLayout.PREVIOUS_OFFSET);
    }
    return false;
  }

  private static int bytesOf(long version) {
    return VersionChain.isDeleted(version) ? DELETED : GraphStore.blockBytes(version);
  }

  /** True when a newer version of the same commit hides one. */
  private boolean isShadowed(long made) {
    return count > 0 && sequences[count - 1] == made;
  }

  /** Adds the time in which an edge was there without any version. */
  void addUnversioned(long created, long sequence) {
    if (created <= sequence && !isShadowed(created)) {
      add(created, 0, 0);
    }
  }

  private void add(long made, long block, int bytes) {
    if (bytes == DELETED && count > 0 && blockBytes[count - 1] == DELETED) {
      sequences[count - 1] = made; // what was put between the two is hidden by the newer
      return;
    }
    if (count == sequences.length) {
      sequences = Arrays.copyOf(sequences, 2 * count);
      blocks = Arrays.copyOf(blocks, 2 * count);
      blockBytes = Arrays.copyOf(blockBytes, 2 * count);
    }
    sequences[count] = made;
    blocks[count] = block;
    blockBytes[count] = bytes;
    count++;
  }

  void dropFirstDeletion() {
    if (count > 0 && blockBytes[count - 1] == DELETED) {
      count--;
    }
  }

  /** Kind of the element. */
  public int kind() {
    return kind;
  }

  /** Node that an edge comes from. */
  public int from() {
    return from;
  }

  /** Node that an edge goes to. */
  public int to() {
    return to;
  }

  /** Count of versions; 0 for an element that none of these views sees. */
  public int count() {
    return count;
  }

  /** Sequence of the commit that made a version; 0 is the oldest. */
  public long sequence(int version) {
    return sequences[count - 1 - version];
  }

  /** Address of a version's property block, meaningless when that has no bytes. */
  public long block(int version) {
    return blocks[count - 1 - version];
  }

  /** Length of a version's property block, 0 for an edge without, or {@link #DELETED}. */
  public int blockBytes(int version) {
    return blockBytes[count - 1 - version];
  }
}
