package dev.thermograph.engine.internal.graph;

import static dev.thermograph.engine.internal.graph.AdjacencyLayout.*;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;

/**
 * Adds edges to nodes and takes them away: the writer's side of {@link AdjacencyLayout}.
 *
 * <p>Adding costs O(1) amortized whatever the degree: one block takes the entry, and block and
 * directory double when they are full. Removing costs one copy of one block, of at most 4 KiB,
 * which the edge's slot names; what was removed before is not copied. <b>Single-threaded:</b> the
 * writer.
 *
 * <p>Methods that take {@code retireAt} retire what they replace until views opened before that
 * sequence was published are closed; see {@link Space#retire}.
 */
final class Adjacency {
  private final Space space;
  private final AdjacencyBlocks blocks;
  private final Directories directories;

  Adjacency(Space space) {
    this.space = space;
    this.blocks = new AdjacencyBlocks(space);
    this.directories = new Directories(space);
  }

  /**
   * Adds one edge to one of its nodes.
   *
   * @return place of the block that has the entry; {@link #remove} wants it back
   */
  int add(long nodeSlot, int groupKey, int neighbour, int edge, long sequence) {
    long group = NodeGroups.require(space, nodeSlot, groupKey, sequence);
    Memory.putInt(group + GROUP_LIVE_OFFSET, Memory.getInt(group + GROUP_LIVE_OFFSET) + 1);
    long listAddress = group + GROUP_LIST_OFFSET;
    long list = Memory.getLong(listAddress);
    if (Directories.isDirectory(list)) {
      return addToDirectory(listAddress, neighbour, edge, sequence);
    }
    if (list != 0 && isFullAndLargest(space.address(list))) {
      directories.make(listAddress, list);
      return addToDirectory(listAddress, neighbour, edge, sequence);
    }
    addToBlock(listAddress, neighbour, edge, sequence);
    return 0;
  }

  private static boolean isFullAndLargest(long block) {
    return AdjacencyBlocks.capacity(block) == CAPACITY_MAX && AdjacencyBlocks.isFull(block);
  }

  /** Appends to the block that a place refers to, or to a larger copy. */
  private void addToBlock(long place, int neighbour, int edge, long sequence) {
    long reference = Memory.getLong(place);
    if (reference != 0 && !AdjacencyBlocks.isFull(space.address(reference))) {
      blocks.append(space.address(reference), neighbour, edge, sequence);
      return;
    }
    long grown = reference == 0 ? blocks.make(CAPACITY_FIRST) : blocks.grow(reference);
    blocks.append(space.address(grown), neighbour, edge, sequence);
    Memory.putLongRelease(place, grown);
    if (reference != 0) {
      blocks.retire(reference, sequence);
    }
  }

  private int addToDirectory(long listAddress, int neighbour, int edge, long sequence) {
    long directory = directories.directory(Memory.getLong(listAddress));
    int place = Directories.appendPlace(directory);
    if (place < 0 || isFullAndLargest(space.address(Memory.getLong(placeAt(directory, place))))) {
      place = directories.nextAppendPlace(listAddress, sequence);
      directory = directories.directory(Memory.getLong(listAddress));
    }
    if (Memory.getLong(placeAt(directory, place)) != 0) {
      addToBlock(placeAt(directory, place), neighbour, edge, sequence);
      return place;
    }
    long fresh = blocks.make(CAPACITY_MAX);
    blocks.append(space.address(fresh), neighbour, edge, sequence);
    directories.fill(directory, place, fresh);
    return place;
  }

  /** Takes an edge away from one of its nodes; older views go on to see it. */
  void remove(long nodeSlot, int groupKey, int place, int edge, long sequence) {
    long group = NodeGroups.find(space, nodeSlot, groupKey);
    long listAddress = group + GROUP_LIST_OFFSET;
    long list = Memory.getLong(listAddress);
    boolean many = Directories.isDirectory(list);
    long directory = many ? directories.directory(list) : 0;
    long address = many ? placeAt(directory, place) : listAddress;
    boolean appendsGoOn = !many || place == Directories.appendPlace(directory);
    long old = Memory.getLong(address);
    int left = AdjacencyBlocks.count(space.address(old)) - 1;
    int capacity = capacityAfter(AdjacencyBlocks.capacity(space.address(old)), left, appendsGoOn);
    long copy = blocks.without(old, edge, capacity, sequence);
    if (copy == 0) {
      throw new IllegalStateException(
          "an edge is not where its slot says: edge=" + edge + " place=" + place);
    }
    Memory.putInt(group + GROUP_LIVE_OFFSET, Memory.getInt(group + GROUP_LIVE_OFFSET) - 1);
    Memory.putLongRelease(address, copy);
    blocks.retire(old, sequence);
  }

  /** As small as it can be, but where new entries go: there a quarter must be enough. */
  private static int capacityAfter(int capacity, int left, boolean appendsGoOn) {
    if (!appendsGoOn) {
      return capacityFor(left);
    }
    return left > capacity / 4 ? capacity : capacityFor(2 * left);
  }

  /**
   * Gives back what a removed edge has left in the list of one of its nodes, once no view from
   * {@code bound} on sees it: removed entries, and then what is empty. Does a bounded amount.
   *
   * @return true when there is more to do
   */
  boolean dropRemoved(long nodeSlot, int groupKey, int place, long bound, long retireAt) {
    long group = NodeGroups.find(space, nodeSlot, groupKey);
    if (group == 0) {
      return false;
    }
    long list = Memory.getLong(group + GROUP_LIST_OFFSET);
    long reference = blockAt(list, place);
    if (reference == 0) {
      return false;
    }
    long block = space.address(reference);
    if (blocks.dropRemoved(block, bound, retireAt)) {
      return true;
    }
    if (AdjacencyBlocks.isEmpty(block)) {
      dropBlock(nodeSlot, group, place, retireAt);
      blocks.retire(reference, retireAt);
    }
    return false;
  }

  private long blockAt(long list, int place) {
    if (!Directories.isDirectory(list)) {
      return list;
    }
    long directory = directories.directory(list);
    return place < Directories.count(directory) ? Memory.getLong(placeAt(directory, place)) : 0;
  }

  private void dropBlock(long nodeSlot, long group, int place, long retireAt) {
    long list = Memory.getLong(group + GROUP_LIST_OFFSET);
    if (Directories.isDirectory(list)) {
      long directory = directories.directory(list);
      directories.clear(directory, place);
      if (Directories.count(directory) > 0) {
        return;
      }
      directories.retire(list, retireAt);
    }
    Memory.putLongRelease(group + GROUP_LIST_OFFSET, 0);
    NodeGroups.remove(space, nodeSlot, group, retireAt);
  }
}
