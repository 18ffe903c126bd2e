package dev.thermograph.engine.internal.graph;

import static dev.thermograph.engine.internal.graph.AdjacencyLayout.*;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;

/**
 * The entries that were removed from a block and that older views still see: chunks, see {@link
 * AdjacencyLayout}. <b>Single-threaded:</b> the writer.
 *
 * <p>A block names its newest chunk and how many entries of that are its own. So one more entry is
 * written in place, whatever number there are: the copy of the block that lacks the entry counts
 * one more than the block that has it, and readers of either see it once.
 */
final class RemovedEntries {
  /** Bounds one call of {@link #dropOldest}. */
  private static final int DROPPED_CHUNKS_MAX = 2;

  private final Space space;

  RemovedEntries(Space space) {
    this.space = space;
  }

  /** The word of a block whose removed entries are those of {@code word} and one more. O(1). */
  long append(long word, int neighbour, int edge, long created, long sequence) {
    long reference = removedChunk(word);
    int count = removedCount(word);
    if (word == 0 || count == capacity(space.address(reference))) {
      reference = addChunk(reference);
      count = 0;
    }
    long chunk = space.address(reference);
    long entry = chunk + CHUNK_ENTRIES_OFFSET + (long) count * REMOVED_BYTES;
    Memory.putInt(entry + REMOVED_NEIGHBOUR_OFFSET, neighbour);
    Memory.putInt(entry + REMOVED_EDGE_OFFSET, edge);
    Memory.putLong(entry + REMOVED_CREATED_OFFSET, created);
    Memory.putLong(entry + REMOVED_SEQUENCE_OFFSET, sequence);
    Memory.putLong(chunk + CHUNK_NEWEST_OFFSET, Math.max(newest(chunk), sequence));
    return removedWord(reference, count + 1);
  }

  private long addChunk(long olderReference) {
    long older = olderReference == 0 ? 0 : space.address(olderReference);
    int capacity = older == 0 ? 1 : Math.min(2 * capacity(older), CHUNK_CAPACITY_MAX);
    long reference = space.allocate(chunkBytes(capacity));
    long chunk = space.address(reference);
    Memory.putLong(chunk + CHUNK_OLDER_OFFSET, olderReference);
    Memory.putLong(chunk + CHUNK_NEWER_OFFSET, 0);
    Memory.putLong(chunk + CHUNK_OLDEST_OFFSET, older == 0 ? reference : oldest(older));
    Memory.putLong(chunk + CHUNK_NEWEST_OFFSET, older == 0 ? 0 : newest(older));
    Memory.putLong(chunk + CHUNK_CAPACITY_OFFSET, capacity);
    if (older != 0) {
      Memory.putLong(older + CHUNK_NEWER_OFFSET, reference);
    }
    return reference;
  }

  /** True when the oldest chunk has nothing that a view from {@code bound} on sees. */
  boolean hasDroppable(long word, long bound) {
    return word != 0 && newest(space.address(oldest(space.address(removedChunk(word))))) <= bound;
  }

  /**
   * Retires the oldest chunks, a few at most, if no view from {@code bound} on sees any of their
   * entries.
   *
   * @return the block's word afterwards, 0 when nothing is left
   */
  long dropOldest(long word, long bound, long retireAt) {
    long left = word;
    for (int dropped = 0; dropped < DROPPED_CHUNKS_MAX && hasDroppable(left, bound); dropped++) {
      long newestReference = removedChunk(left);
      long newest = space.address(newestReference);
      long oldestReference = oldest(newest);
      long oldest = space.address(oldestReference);
      if (oldestReference == newestReference) {
        left = 0;
      } else {
        long next = Memory.getLong(oldest + CHUNK_NEWER_OFFSET);
        Memory.putLongRelease(space.address(next) + CHUNK_OLDER_OFFSET, 0);
        Memory.putLong(newest + CHUNK_OLDEST_OFFSET, next);
      }
      space.retire(oldestReference, chunkBytes(capacity(oldest)), retireAt);
    }
    return left;
  }

  private static long oldest(long chunk) {
    return Memory.getLong(chunk + CHUNK_OLDEST_OFFSET);
  }

  private static long newest(long chunk) {
    return Memory.getLong(chunk + CHUNK_NEWEST_OFFSET);
  }

  /** Entries of a full chunk. */
  static int capacity(long chunk) {
    return (int) Memory.getLong(chunk + CHUNK_CAPACITY_OFFSET);
  }
}
