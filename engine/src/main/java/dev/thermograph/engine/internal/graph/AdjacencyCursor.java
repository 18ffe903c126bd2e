package dev.thermograph.engine.internal.graph;

import static dev.thermograph.engine.internal.graph.AdjacencyLayout.*;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;

/**
 * Walks the edges of one kind and direction of one node as a view sees them.
 *
 * <p>{@code while (cursor.next()) use(cursor.neighbour())}. Within a block entries come in order of
 * creation; those that were removed since the view come last. <b>Single-threaded:</b> whoever owns
 * it. Hot path: allocates nothing.
 */
public final class AdjacencyCursor {
  private final Space space;

  private long viewSequence;
  private long directory;
  private int directoryCount;
  private int nextBlock;

  private long neighbours;
  private long edges;
  private long created;
  private int count;
  private int index;
  private boolean allVisible;
  private long removed;
  private int removedCount;

  /** Where they stand; read only when asked for, since each costs a cache line. */
  private long neighbourAt;

  private long edgeAt;

  AdjacencyCursor(Space space) {
    this.space = space;
  }

  /** Begins before the first edge of the list that a group refers to; 0 for none. */
  void open(long listReference, long sequence) {
    viewSequence = sequence;
    directory = 0;
    directoryCount = 0;
    nextBlock = 0;
    count = 0;
    index = 0;
    removedCount = 0;
    if ((listReference & DIRECTORY_TAG) != 0) {
      directory = space.address(listReference ^ DIRECTORY_TAG);
      directoryCount = (int) Memory.getLongAcquire(directory + DIRECTORY_COUNT_OFFSET);
    } else if (listReference != 0) {
      openBlock(listReference);
    }
  }

  private void openBlock(long reference) {
    long block = space.address(reference);
    count = (int) Memory.getLongAcquire(block + BLOCK_COUNT_OFFSET);
    index = 0;
    int capacity = Memory.getInt(block + BLOCK_CAPACITY_OFFSET);
    neighbours = block + BLOCK_NEIGHBOURS_OFFSET;
    edges = edgesAt(block, capacity);
    allVisible = Memory.getLong(block + BLOCK_NEWEST_OFFSET) <= viewSequence;
    removedCount = 0;
    if (!allVisible) {
      created = createdAt(block, capacity);
      openRemoved(Memory.getLong(block + BLOCK_REMOVED_OFFSET));
    }
  }

  private void openRemoved(long reference) {
    if (reference != 0) {
      removed = space.address(reference) + REMOVED_ENTRIES_OFFSET;
      removedCount = (int) Memory.getLong(space.address(reference) + REMOVED_COUNT_OFFSET);
    }
  }

  /** Moves to the next edge, or says that there is none. */
  public boolean next() {
    while (true) {
      while (index < count) {
        int at = index++;
        if (allVisible || Memory.getLong(created + (long) at * Long.BYTES) <= viewSequence) {
          neighbourAt = neighbours + (long) at * Integer.BYTES;
          edgeAt = edges + (long) at * Integer.BYTES;
          return true;
        }
      }
      if (nextRemoved()) {
        return true;
      }
      if (nextBlock >= directoryCount) {
        return false;
      }
      openBlock(
          Memory.getLongAcquire(
              directory + DIRECTORY_BLOCKS_OFFSET + (long) nextBlock * Long.BYTES));
      nextBlock++;
    }
  }

  private boolean nextRemoved() {
    while (removedCount > 0) {
      long entry = removed;
      removed += REMOVED_BYTES;
      removedCount--;
      if (Memory.getLong(entry + REMOVED_CREATED_OFFSET) <= viewSequence
          && Memory.getLong(entry + REMOVED_SEQUENCE_OFFSET) > viewSequence) {
        neighbourAt = entry + REMOVED_NEIGHBOUR_OFFSET;
        edgeAt = entry + REMOVED_EDGE_OFFSET;
        return true;
      }
    }
    return false;
  }

  /** Node at the other end of the current edge. */
  public int neighbour() {
    return Memory.getInt(neighbourAt);
  }

  /** Number of the current edge. */
  public int edge() {
    return Memory.getInt(edgeAt);
  }
}
