package dev.thermograph.engine.internal.graph;

import static dev.thermograph.engine.internal.graph.AdjacencyLayout.*;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;

/**
 * Makes and changes single blocks of {@link AdjacencyLayout}. <b>Single-threaded:</b> the writer.
 *
 * <p>Entries are appended in place: columns first, then {@code newest}, then {@code count}, which
 * is what readers look at first. Anything else makes a new block.
 */
final class AdjacencyBlocks {
  private final Space space;

  AdjacencyBlocks(Space space) {
    this.space = space;
  }

  long make(int capacity) {
    long reference = space.allocate(blockBytes(capacity));
    long block = space.address(reference);
    Memory.putLong(block + BLOCK_COUNT_OFFSET, 0);
    Memory.putLong(block + BLOCK_NEWEST_OFFSET, 0);
    Memory.putLong(block + BLOCK_REMOVED_OFFSET, 0);
    Memory.putInt(block + BLOCK_CAPACITY_OFFSET, capacity);
    return reference;
  }

  boolean isFull(long block) {
    return Memory.getLong(block + BLOCK_COUNT_OFFSET) == capacity(block);
  }

  int capacity(long block) {
    return Memory.getInt(block + BLOCK_CAPACITY_OFFSET);
  }

  void append(long block, int neighbour, int edge, long sequence) {
    int capacity = capacity(block);
    long count = Memory.getLong(block + BLOCK_COUNT_OFFSET);
    Memory.putInt(block + BLOCK_NEIGHBOURS_OFFSET + count * Integer.BYTES, neighbour);
    Memory.putInt(edgesAt(block, capacity) + count * Integer.BYTES, edge);
    Memory.putLong(createdAt(block, capacity) + count * Long.BYTES, sequence);
    Memory.putLong(block + BLOCK_NEWEST_OFFSET, sequence);
    Memory.putLongRelease(block + BLOCK_COUNT_OFFSET, count + 1);
  }

  /** A larger block with the same entries; the removed ones move along. */
  long grow(long reference) {
    long old = space.address(reference);
    int count = (int) Memory.getLong(old + BLOCK_COUNT_OFFSET);
    long grown = make(AdjacencyLayout.grown(capacity(old)));
    long block = space.address(grown);
    copyEntries(old, 0, block, 0, count);
    finish(block, count, Memory.getLong(old + BLOCK_NEWEST_OFFSET));
    Memory.putLong(block + BLOCK_REMOVED_OFFSET, Memory.getLong(old + BLOCK_REMOVED_OFFSET));
    return grown;
  }

  /**
   * A copy without the entry of an edge, which stands among the removed ones instead.
   *
   * @return 0 when the block has no such entry
   */
  long without(long reference, int edge, long sequence, long horizon) {
    long old = space.address(reference);
    int count = (int) Memory.getLong(old + BLOCK_COUNT_OFFSET);
    int index = indexOf(old, count, edge);
    if (index < 0) {
      return 0;
    }
    int capacity = capacity(old);
    long copy = make(capacity);
    long block = space.address(copy);
    copyEntries(old, 0, block, 0, index);
    copyEntries(old, index + 1, block, index, count - index - 1);
    Memory.putLong(block + BLOCK_REMOVED_OFFSET, removedWith(old, index, sequence, horizon));
    finish(block, count - 1, sequence);
    return copy;
  }

  private static int indexOf(long block, int count, int edge) {
    long edges = edgesAt(block, Memory.getInt(block + BLOCK_CAPACITY_OFFSET));
    for (int index = 0; index < count; index++) {
      if (Memory.getInt(edges + (long) index * Integer.BYTES) == edge) {
        return index;
      }
    }
    return -1;
  }

  private static void copyEntries(long from, int fromIndex, long to, int toIndex, int count) {
    int fromCapacity = Memory.getInt(from + BLOCK_CAPACITY_OFFSET);
    int toCapacity = Memory.getInt(to + BLOCK_CAPACITY_OFFSET);
    Memory.copy(
        from + BLOCK_NEIGHBOURS_OFFSET + (long) fromIndex * Integer.BYTES,
        to + BLOCK_NEIGHBOURS_OFFSET + (long) toIndex * Integer.BYTES,
        (long) count * Integer.BYTES);
    Memory.copy(
        edgesAt(from, fromCapacity) + (long) fromIndex * Integer.BYTES,
        edgesAt(to, toCapacity) + (long) toIndex * Integer.BYTES,
        (long) count * Integer.BYTES);
    Memory.copy(
        createdAt(from, fromCapacity) + (long) fromIndex * Long.BYTES,
        createdAt(to, toCapacity) + (long) toIndex * Long.BYTES,
        (long) count * Long.BYTES);
  }

  private static void finish(long block, int count, long newest) {
    Memory.putLong(block + BLOCK_NEWEST_OFFSET, newest);
    Memory.putLong(block + BLOCK_COUNT_OFFSET, count);
  }

  /** The removed entries that a view from the horizon on can see, and the one at an index. */
  private long removedWith(long block, int index, long sequence, long horizon) {
    long old = Memory.getLong(block + BLOCK_REMOVED_OFFSET);
    int oldCount = old == 0 ? 0 : (int) Memory.getLong(space.address(old) + REMOVED_COUNT_OFFSET);
    long reference = space.allocate(removedBytes(oldCount + 1));
    long removed = space.address(reference);
    long at = removed + REMOVED_ENTRIES_OFFSET;
    for (int entry = 0; entry < oldCount; entry++) {
      long from = space.address(old) + REMOVED_ENTRIES_OFFSET + (long) entry * REMOVED_BYTES;
      if (Memory.getLong(from + REMOVED_SEQUENCE_OFFSET) > horizon) {
        Memory.copy(from, at, REMOVED_BYTES);
        at += REMOVED_BYTES;
      }
    }
    int capacity = capacity(block);
    long neighbours = block + BLOCK_NEIGHBOURS_OFFSET;
    Memory.putInt(at, Memory.getInt(neighbours + (long) index * Integer.BYTES));
    Memory.putInt(
        at + REMOVED_EDGE_OFFSET,
        Memory.getInt(edgesAt(block, capacity) + (long) index * Integer.BYTES));
    Memory.putLong(
        at + REMOVED_CREATED_OFFSET,
        Memory.getLong(createdAt(block, capacity) + (long) index * Long.BYTES));
    Memory.putLong(at + REMOVED_SEQUENCE_OFFSET, sequence);
    long count = (at - removed - REMOVED_ENTRIES_OFFSET) / REMOVED_BYTES + 1;
    return shortened(reference, oldCount + 1, (int) count);
  }

  /** The same in a block of its own length: what is freed must say for how many it was made. */
  private long shortened(long reference, int allocatedCount, int count) {
    long removed = space.address(reference);
    Memory.putLong(removed + REMOVED_COUNT_OFFSET, count);
    if (count == allocatedCount) {
      return reference;
    }
    long exact = space.allocate(removedBytes(count));
    Memory.copy(removed, space.address(exact), removedBytes(count));
    space.free(reference, removedBytes(allocatedCount));
    return exact;
  }

  /** Retires a block that another one replaces; the removed entries stay when they moved along. */
  void retire(long reference, boolean removedToo, long sequence) {
    long block = space.address(reference);
    long removed = Memory.getLong(block + BLOCK_REMOVED_OFFSET);
    if (removedToo && removed != 0) {
      int count = (int) Memory.getLong(space.address(removed) + REMOVED_COUNT_OFFSET);
      space.retire(removed, removedBytes(count), sequence);
    }
    space.retire(reference, blockBytes(capacity(block)), sequence);
  }
}
