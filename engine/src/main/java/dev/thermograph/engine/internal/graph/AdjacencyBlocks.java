package dev.thermograph.engine.internal.graph;

import static dev.thermograph.engine.internal.graph.AdjacencyLayout.*;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;

/**
 * Makes and changes single blocks of {@link AdjacencyLayout}. <b>Single-threaded:</b> the writer.
 *
 * <p>Entries are appended in place: columns first, then {@code newest}, then {@code count}, which
 * is what readers look at first. Anything else makes a new block, of at most 4 KiB.
 */
final class AdjacencyBlocks {
  private final Space space;
  private final RemovedEntries removed;

  AdjacencyBlocks(Space space) {
    this.space = space;
    this.removed = new RemovedEntries(space);
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

  static boolean isFull(long block) {
    return count(block) == capacity(block);
  }

  static int count(long block) {
    return (int) Memory.getLong(block + BLOCK_COUNT_OFFSET);
  }

  static int capacity(long block) {
    return Memory.getInt(block + BLOCK_CAPACITY_OFFSET);
  }

  void append(long block, int neighbour, int edge, long sequence) {
    int capacity = capacity(block);
    long count = Memory.getLong(block + BLOCK_COUNT_OFFSET);
    Memory.putInt(block + BLOCK_NEIGHBOURS_OFFSET + count * Integer.BYTES, neighbour);
    Memory.putInt(edgesAt(block, capacity) + count * Integer.BYTES, edge);
    Memory.putLong(createdAt(block, capacity) + count * Long.BYTES, sequence);
    Memory.putLong(block + BLOCK_NEWEST_OFFSET, Math.max(newest(block), sequence));
    Memory.putLongRelease(block + BLOCK_COUNT_OFFSET, count + 1);
  }

  private static long newest(long block) {
    return Memory.getLong(block + BLOCK_NEWEST_OFFSET);
  }

  /** A larger block with the same entries; the removed ones move along. */
  long grow(long reference) {
    long old = space.address(reference);
    int count = count(old);
    long grown = make(AdjacencyLayout.grown(capacity(old)));
    long block = space.address(grown);
    copyEntries(old, 0, block, 0, count);
    finish(block, count, newest(old), Memory.getLong(old + BLOCK_REMOVED_OFFSET));
    return grown;
  }

  /**
   * A copy without the entry of an edge, which stands among the removed ones instead.
   *
   * @param capacity of the copy, enough for what stays
   * @return 0 when the block has no such entry
   */
  long without(long reference, int edge, int capacity, long sequence) {
    long old = space.address(reference);
    int count = count(old);
    int index = indexOf(old, count, edge);
    if (index < 0) {
      return 0;
    }
    long copy = make(capacity);
    long block = space.address(copy);
    copyEntries(old, 0, block, 0, index);
    copyEntries(old, index + 1, block, index, count - index - 1);
    finish(block, count - 1, Math.max(newest(old), sequence), removedWith(old, index, sequence));
    return copy;
  }

  private static int indexOf(long block, int count, int edge) {
    long edges = edgesAt(block, capacity(block));
    for (int index = 0; index < count; index++) {
      if (Memory.getInt(edges + (long) index * Integer.BYTES) == edge) {
        return index;
      }
    }
    return -1;
  }

  private static void copyEntries(long from, int fromIndex, long to, int toIndex, int count) {
    int fromCapacity = capacity(from);
    int toCapacity = capacity(to);
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

  private static void finish(long block, int count, long newest, long removedWord) {
    Memory.putLong(block + BLOCK_REMOVED_OFFSET, removedWord);
    Memory.putLong(block + BLOCK_NEWEST_OFFSET, newest);
    Memory.putLong(block + BLOCK_COUNT_OFFSET, count);
  }

  private long removedWith(long block, int index, long sequence) {
    int capacity = capacity(block);
    return removed.append(
        Memory.getLong(block + BLOCK_REMOVED_OFFSET),
        Memory.getInt(block + BLOCK_NEIGHBOURS_OFFSET + (long) index * Integer.BYTES),
        Memory.getInt(edgesAt(block, capacity) + (long) index * Integer.BYTES),
        Memory.getLong(createdAt(block, capacity) + (long) index * Long.BYTES),
        sequence);
  }

  /**
   * Drops removed entries that no view from {@code bound} on sees, a bounded count of them.
   *
   * @return true when there are more
   */
  boolean dropRemoved(long block, long bound, long retireAt) {
    long word = Memory.getLong(block + BLOCK_REMOVED_OFFSET);
    long left = removed.dropOldest(word, bound, retireAt);
    if (left != word) {
      Memory.putLongRelease(block + BLOCK_REMOVED_OFFSET, left);
    }
    return removed.hasDroppable(left, bound);
  }

  /** True when no view sees anything in a block. */
  static boolean isEmpty(long block) {
    return count(block) == 0 && Memory.getLong(block + BLOCK_REMOVED_OFFSET) == 0;
  }

  /** Retires a block that another one replaces, which has taken over its removed entries. */
  void retire(long reference, long retireAt) {
    space.retire(reference, blockBytes(capacity(space.address(reference))), retireAt);
  }
}
