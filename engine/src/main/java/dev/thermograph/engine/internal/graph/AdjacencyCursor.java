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

  /** Next removed entry, how many there are from it on in its chunk, and the chunk behind. */
  private long removed;

  private int removedCount;
  private long olderRemoved;

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
    olderRemoved = 0;
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
    olderRemoved = 0;
    if (!allVisible) {
      created = createdAt(block, capacity);
      long word = Memory.getLongAcquire(block + BLOCK_REMOVED_OFFSET);
      if (word != 0) {
        openRemoved(space.address(removedChunk(word)), removedCount(word));
      }
    }
  }

  /** Nothing was removed since the view in a chunk whose newest is no newer, nor in older ones. */
  private void openRemoved(long chunk, int entries) {
    boolean seen = Memory.getLong(chunk + CHUNK_NEWEST_OFFSET) > viewSequence;
    removed = chunk + CHUNK_ENTRIES_OFFSET;
    removedCount = seen ? entries : 0;
    olderRemoved = seen ? Memory.getLongAcquire(chunk + CHUNK_OLDER_OFFSET) : 0;
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
      long reference = Memory.getLongAcquire(placeAt(directory, nextBlock++));
      if (reference != 0) {
        openBlock(reference);
      }
    }
  }

  private boolean nextRemoved() {
    while (removedCount > 0 || olderRemoved != 0) {
      if (removedCount == 0) {
        long chunk = space.address(olderRemoved);
        openRemoved(chunk, RemovedEntries.capacity(chunk));
        continue;
      }
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
