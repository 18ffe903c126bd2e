package dev.thermograph.engine.internal.graph;

import static dev.thermograph.engine.internal.graph.AdjacencyLayout.*;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;

/**
 * Adds edges to nodes and takes them away: the writer's side of {@link AdjacencyLayout}.
 *
 * <p>Adding costs O(1) amortized whatever the degree: the last block takes the entry, and block and
 * directory double when they are full. Removing costs one copy of one block, which the edge's slot
 * names. <b>Single-threaded:</b> the writer.
 */
final class Adjacency {
  private static final int DIRECTORY_CAPACITY_FIRST = 4;

  private final Space space;
  private final AdjacencyBlocks blocks;

  Adjacency(Space space) {
    this.space = space;
    this.blocks = new AdjacencyBlocks(space);
  }

  /**
   * Adds one edge to one of its nodes.
   *
   * @param groupsAddress of the node's reference to its groups
   * @return index of the block that has the entry; {@link #remove} wants it back
   */
  int add(long groupsAddress, int groupKey, int neighbour, int edge, long sequence) {
    long group = requireGroup(groupsAddress, groupKey, sequence);
    Memory.putInt(group + GROUP_LIVE_OFFSET, Memory.getInt(group + GROUP_LIVE_OFFSET) + 1);
    long listAddress = group + GROUP_LIST_OFFSET;
    long list = Memory.getLong(listAddress);
    if (list == 0) {
      list = blocks.make(CAPACITY_FIRST);
      blocks.append(space.address(list), neighbour, edge, sequence);
      Memory.putLongRelease(listAddress, list);
      return 0;
    }
    if ((list & DIRECTORY_TAG) != 0) {
      return addToDirectory(listAddress, neighbour, edge, sequence);
    }
    long block = space.address(list);
    if (!blocks.isFull(block)) {
      blocks.append(block, neighbour, edge, sequence);
      return 0;
    }
    if (blocks.capacity(block) == CAPACITY_MAX) {
      makeDirectory(listAddress, list);
      return addToDirectory(listAddress, neighbour, edge, sequence);
    }
    long grown = blocks.grow(list);
    blocks.append(space.address(grown), neighbour, edge, sequence);
    Memory.putLongRelease(listAddress, grown);
    blocks.retire(list, false, sequence);
    return 0;
  }

  /** Takes an edge away from one of its nodes; older views go on to see it. */
  void remove(
      long groupsAddress, int groupKey, int blockIndex, int edge, long sequence, long horizon) {
    long group = findGroup(space, Memory.getLong(groupsAddress), groupKey);
    long blockAddress = group + GROUP_LIST_OFFSET;
    long list = Memory.getLong(blockAddress);
    if ((list & DIRECTORY_TAG) != 0) {
      long directory = space.address(list ^ DIRECTORY_TAG);
      blockAddress = directory + DIRECTORY_BLOCKS_OFFSET + (long) blockIndex * Long.BYTES;
    }
    long old = Memory.getLong(blockAddress);
    long copy = blocks.without(old, edge, sequence, horizon);
    if (copy == 0) {
      throw new IllegalStateException(
          "an edge is not where its slot says: edge=" + edge + " block=" + blockIndex);
    }
    Memory.putInt(group + GROUP_LIVE_OFFSET, Memory.getInt(group + GROUP_LIVE_OFFSET) - 1);
    Memory.putLongRelease(blockAddress, copy);
    blocks.retire(old, true, sequence);
  }

  private int addToDirectory(long listAddress, int neighbour, int edge, long sequence) {
    long directory = space.address(Memory.getLong(listAddress) ^ DIRECTORY_TAG);
    int count = (int) Memory.getLong(directory + DIRECTORY_COUNT_OFFSET);
    long slot = directory + DIRECTORY_BLOCKS_OFFSET + (long) (count - 1) * Long.BYTES;
    long last = space.address(Memory.getLong(slot));
    if (!blocks.isFull(last)) {
      blocks.append(last, neighbour, edge, sequence);
      return count - 1;
    }
    if (count == Memory.getLong(directory + DIRECTORY_CAPACITY_OFFSET)) {
      directory = growDirectory(listAddress, count, sequence);
    }
    long fresh = blocks.make(CAPACITY_MAX);
    blocks.append(space.address(fresh), neighbour, edge, sequence);
    Memory.putLong(directory + DIRECTORY_BLOCKS_OFFSET + (long) count * Long.BYTES, fresh);
    Memory.putLongRelease(directory + DIRECTORY_COUNT_OFFSET, count + 1L);
    return count;
  }

  private void makeDirectory(long listAddress, long onlyBlock) {
    long reference = space.allocate(directoryBytes(DIRECTORY_CAPACITY_FIRST));
    long directory = space.address(reference);
    Memory.putLong(directory + DIRECTORY_COUNT_OFFSET, 1);
    Memory.putLong(directory + DIRECTORY_CAPACITY_OFFSET, DIRECTORY_CAPACITY_FIRST);
    Memory.putLong(directory + DIRECTORY_BLOCKS_OFFSET, onlyBlock);
    Memory.putLongRelease(listAddress, reference | DIRECTORY_TAG);
  }

  private long growDirectory(long listAddress, int count, long sequence) {
    long oldReference = Memory.getLong(listAddress) ^ DIRECTORY_TAG;
    int capacity = 2 * count;
    long reference = space.allocate(directoryBytes(capacity));
    long directory = space.address(reference);
    Memory.copy(space.address(oldReference), directory, directoryBytes(count));
    Memory.putLong(directory + DIRECTORY_CAPACITY_OFFSET, capacity);
    Memory.putLongRelease(listAddress, reference | DIRECTORY_TAG);
    space.retire(oldReference, directoryBytes(count), sequence);
    return directory;
  }

  private long requireGroup(long groupsAddress, int groupKey, long sequence) {
    long old = Memory.getLong(groupsAddress);
    long found = findGroup(space, old, groupKey);
    if (found != 0) {
      return found;
    }
    int count = old == 0 ? 0 : Memory.getInt(space.address(old) + GROUP_COUNT_OFFSET);
    long reference = space.allocate(groupsBytes(count + 1));
    long groups = space.address(reference);
    if (old != 0) {
      Memory.copy(space.address(old), groups, groupsBytes(count));
      space.retire(old, groupsBytes(count), sequence);
    }
    Memory.putInt(groups + GROUP_COUNT_OFFSET, count + 1);
    long group = groups + GROUPS_OFFSET + (long) count * GROUP_BYTES;
    Memory.putInt(group + GROUP_KEY_OFFSET, groupKey);
    Memory.putInt(group + GROUP_LIVE_OFFSET, 0);
    Memory.putLong(group + GROUP_LIST_OFFSET, 0);
    Memory.putLongRelease(groupsAddress, reference);
    return group;
  }

  /** Address of a node's group, or 0. Hot path; any thread. */
  static long findGroup(Space space, long groupsReference, int groupKey) {
    if (groupsReference == 0) {
      return 0;
    }
    long groups = space.address(groupsReference);
    int count = Memory.getInt(groups + GROUP_COUNT_OFFSET);
    long group = groups + GROUPS_OFFSET;
    for (int index = 0; index < count; index++, group += GROUP_BYTES) {
      if (Memory.getInt(group + GROUP_KEY_OFFSET) == groupKey) {
        return group;
      }
    }
    return 0;
  }

  /** True when any group has an edge. */
  static boolean hasLive(Space space, long groupsReference) {
    if (groupsReference == 0) {
      return false;
    }
    long groups = space.address(groupsReference);
    long group = groups + GROUPS_OFFSET;
    for (int left = Memory.getInt(groups + GROUP_COUNT_OFFSET); left > 0; left--) {
      if (Memory.getInt(group + GROUP_LIVE_OFFSET) > 0) {
        return true;
      }
      group += GROUP_BYTES;
    }
    return false;
  }
}
