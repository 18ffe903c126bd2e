package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.memory.Space;

/**
 * What is known of each node, by its number; little-endian.
 *
 * <pre>
 *  0          8                           16
 *  +----------+---------------------------+
 *  | versions | kind plus one &lt;&lt; 48 | groups |
 *  +----------+---------------------------+
 *    ref        u16, ref of 48 bits
 * </pre>
 *
 * The slot of a deleted node keeps its kind for ever, for its number is never used for another; the
 * rest of it becomes 0 once no view sees the node any more.
 */
final class NodeSlots {
  /** Largest number of a kind. */
  static final int KIND_MAX = 65_534;

  static final int SLOT_BYTES = 16;

  private static final int VERSIONS_OFFSET = 0;
  private static final int GROUPS_OFFSET = 8;
  private static final long GROUPS_MASK = (1L << Space.REFERENCE_BITS) - 1;

  private final SlotTable slots;

  NodeSlots(Space space) {
    this.slots = new SlotTable(space, SLOT_BYTES);
  }

  /** Address of a slot, or 0 when no slot near it was ever used. Any thread. */
  long find(int node) {
    return slots.find(node);
  }

  long require(int node) {
    return slots.require(node);
  }

  static void begin(long slot, int kind) {
    putGroups(slot, kind, groups(slot));
  }

  /** Kind of the node that is or was here, or -1. Any thread. */
  static int kind(long slot) {
    return (int) (Memory.getLongAcquire(slot + GROUPS_OFFSET) >>> Space.REFERENCE_BITS) - 1;
  }

  static long versionsAddress(long slot) {
    return slot + VERSIONS_OFFSET;
  }

  /** Reference to the node's groups, 0 for none. Any thread. */
  static long groups(long slot) {
    return Memory.getLongAcquire(slot + GROUPS_OFFSET) & GROUPS_MASK;
  }

  static void setGroups(long slot, long reference) {
    putGroups(slot, kind(slot), reference);
  }

  private static void putGroups(long slot, int kind, long reference) {
    Memory.putLongRelease(slot + GROUPS_OFFSET, ((kind + 1L) << Space.REFERENCE_BITS) | reference);
  }

  /** Says where the slots are. */
  void save(RootWriter roots) {
    slots.save(roots);
  }

  /** Finds them again; it must be empty. */
  void restore(RootReader roots) {
    slots.restore(roots);
  }
}
