package dev.thermograph.engine.internal.graph;

import static dev.thermograph.engine.internal.graph.AdjacencyLayout.*;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;

/**
 * The directories of nodes of high degree, see {@link AdjacencyLayout}. <b>Single-threaded:</b> the
 * writer.
 *
 * <p>New entries go to one block until it is full, and then to a hole, or to a new place.
 */
final class Directories {
  private static final int CAPACITY_FIRST = 4;
  private static final int CAPACITY_MOST =
      (Space.BLOCK_BYTES_MAX - DIRECTORY_BLOCKS_OFFSET) / Long.BYTES;
  private static final int NO_PLACE = -1;

  private final Space space;

  Directories(Space space) {
    this.space = space;
  }

  static boolean isDirectory(long list) {
    return (list & DIRECTORY_TAG) != 0;
  }

  /** Makes a directory of a list that was one block. */
  void make(long listAddress, long onlyBlock) {
    long reference = space.allocate(directoryBytes(CAPACITY_FIRST));
    long directory = space.address(reference);
    Memory.putLong(directory + DIRECTORY_COUNT_OFFSET, 1);
    Memory.putInt(directory + DIRECTORY_CAPACITY_OFFSET, CAPACITY_FIRST);
    Memory.putInt(directory + DIRECTORY_APPEND_OFFSET, 0);
    Memory.putInt(directory + DIRECTORY_HOLES_OFFSET, 0);
    Memory.putLong(placeAt(directory, 0), onlyBlock);
    Memory.putLongRelease(listAddress, reference | DIRECTORY_TAG);
  }

  long directory(long list) {
    return space.address(list ^ DIRECTORY_TAG);
  }

  static int count(long directory) {
    return (int) Memory.getLong(directory + DIRECTORY_COUNT_OFFSET);
  }

  /** Place of the block that takes new entries, or -1. */
  static int appendPlace(long directory) {
    return Memory.getInt(directory + DIRECTORY_APPEND_OFFSET);
  }

  /**
   * Chooses where the next block for new entries shall be.
   *
   * @return the place, which is empty
   */
  int nextAppendPlace(long listAddress, long retireAt) {
    long directory = directory(Memory.getLong(listAddress));
    if (Memory.getInt(directory + DIRECTORY_HOLES_OFFSET) == 0) {
      directory = extend(listAddress, directory, retireAt);
    }
    int place = findHole(directory);
    Memory.putInt(directory + DIRECTORY_APPEND_OFFSET, place);
    return place;
  }

  /** Looks from the end; at each place at worst, once for all the entries of a block. */
  private static int findHole(long directory) {
    int place = count(directory) - 1;
    while (Memory.getLong(placeAt(directory, place)) != 0) {
      place--;
    }
    return place;
  }

  private long extend(long listAddress, long old, long retireAt) {
    int count = count(old);
    int capacity = Memory.getInt(old + DIRECTORY_CAPACITY_OFFSET);
    long directory = count < capacity ? old : grow(listAddress, capacity, retireAt);
    Memory.putLong(placeAt(directory, count), 0);
    addHoles(directory, 1);
    Memory.putLongRelease(directory + DIRECTORY_COUNT_OFFSET, count + 1L);
    return directory;
  }

  private long grow(long listAddress, int oldCapacity, long retireAt) {
    long oldReference = Memory.getLong(listAddress) ^ DIRECTORY_TAG;
    // Beyond the most the space refuses: that takes more edges than a tenant can have.
    int capacity =
        oldCapacity < CAPACITY_MOST ? Math.min(2 * oldCapacity, CAPACITY_MOST) : 2 * oldCapacity;
    long reference = space.allocate(directoryBytes(capacity));
    long directory = space.address(reference);
    Memory.copy(space.address(oldReference), directory, directoryBytes(oldCapacity));
    Memory.putInt(directory + DIRECTORY_CAPACITY_OFFSET, capacity);
    Memory.putLongRelease(listAddress, reference | DIRECTORY_TAG);
    space.retire(oldReference, directoryBytes(oldCapacity), retireAt);
    return directory;
  }

  private static void addHoles(long directory, int more) {
    int holes = Memory.getInt(directory + DIRECTORY_HOLES_OFFSET);
    Memory.putInt(directory + DIRECTORY_HOLES_OFFSET, holes + more);
  }

  /** Puts a block into a hole. */
  void fill(long directory, int place, long reference) {
    Memory.putLongRelease(placeAt(directory, place), reference);
    addHoles(directory, -1);
  }

  /** Makes a hole of a place whose block is empty. */
  void clear(long directory, int place) {
    Memory.putLongRelease(placeAt(directory, place), 0);
    addHoles(directory, 1);
    if (place == appendPlace(directory)) {
      Memory.putInt(directory + DIRECTORY_APPEND_OFFSET, NO_PLACE);
    }
    int count = count(directory);
    int trimmed = count;
    while (trimmed > 0 && Memory.getLong(placeAt(directory, trimmed - 1)) == 0) {
      trimmed--;
    }
    addHoles(directory, trimmed - count);
    Memory.putLongRelease(directory + DIRECTORY_COUNT_OFFSET, trimmed);
  }

  void retire(long list, long retireAt) {
    int capacity = Memory.getInt(directory(list) + DIRECTORY_CAPACITY_OFFSET);
    space.retire(list ^ DIRECTORY_TAG, directoryBytes(capacity), retireAt);
  }
}
