package dev.thermograph.engine.internal.graph;

import static dev.thermograph.engine.internal.graph.AdjacencyLayout.*;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;

/**
 * The groups of a node, see {@link AdjacencyLayout}: one for each edge kind and direction of which
 * some view sees an edge. <b>Threads:</b> one writer; {@link #find} on any thread.
 */
final class NodeGroups {
  private NodeGroups() {}

  /** Address of a node's group, or 0. Hot path; any thread. */
  static long find(Space space, long nodeSlot, int groupKey) {
    long reference = NodeSlots.groups(nodeSlot);
    if (reference == 0) {
      return 0;
    }
    long groups = space.address(reference);
    int count = Memory.getInt(groups + GROUP_COUNT_OFFSET);
    long group = groups + GROUPS_OFFSET;
    for (int index = 0; index < count; index++, group += GROUP_BYTES) {
      if (Memory.getInt(group + GROUP_KEY_OFFSET) == groupKey) {
        return group;
      }
    }
    return 0;
  }

  /** True when any group has an edge after the last applied commit. */
  static boolean hasLive(Space space, long nodeSlot) {
    long reference = NodeSlots.groups(nodeSlot);
    if (reference == 0) {
      return false;
    }
    long groups = space.address(reference);
    long group = groups + GROUPS_OFFSET;
    for (int left = Memory.getInt(groups + GROUP_COUNT_OFFSET); left > 0; left--) {
      if (Memory.getInt(group + GROUP_LIVE_OFFSET) > 0) {
        return true;
      }
      group += GROUP_BYTES;
    }
    return false;
  }

  /** Address of a node's group, made when it is not there yet. */
  static long require(Space space, long nodeSlot, int groupKey, long retireAt) {
    long found = find(space, nodeSlot, groupKey);
    if (found != 0) {
      return found;
    }
    long old = NodeSlots.groups(nodeSlot);
    int count = old == 0 ? 0 : Memory.getInt(space.address(old) + GROUP_COUNT_OFFSET);
    long reference = space.allocate(groupsBytes(count + 1));
    long groups = space.address(reference);
    if (old != 0) {
      Memory.copy(space.address(old), groups, groupsBytes(count));
      space.retire(old, groupsBytes(count), retireAt);
    }
    Memory.putInt(groups + GROUP_COUNT_OFFSET, count + 1);
    long group = groups + GROUPS_OFFSET + (long) count * GROUP_BYTES;
    Memory.putInt(group + GROUP_KEY_OFFSET, groupKey);
    Memory.putInt(group + GROUP_LIVE_OFFSET, 0);
    Memory.putLong(group + GROUP_LIST_OFFSET, 0);
    NodeSlots.setGroups(nodeSlot, reference);
    return group;
  }

  /** Takes a group out that has no list any more. */
  static void remove(Space space, long nodeSlot, long group, long retireAt) {
    long old = NodeSlots.groups(nodeSlot);
    long oldGroups = space.address(old);
    int count = Memory.getInt(oldGroups + GROUP_COUNT_OFFSET);
    long reference = 0;
    if (count > 1) {
      reference = space.allocate(groupsBytes(count - 1));
      long groups = space.address(reference);
      long before = group - oldGroups;
      long behind = groupsBytes(count) - before - GROUP_BYTES;
      Memory.copy(oldGroups, groups, before);
      Memory.copy(group + GROUP_BYTES, groups + before, behind);
      Memory.putInt(groups + GROUP_COUNT_OFFSET, count - 1);
    }
    NodeSlots.setGroups(nodeSlot, reference);
    space.retire(old, groupsBytes(count), retireAt);
  }
}
