package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.memory.Space;

/**
 * What is known of each edge, by its number; little-endian.
 *
 * <pre>
 *  0          8                     16     20    24       28      32
 *  +----------+---------------------+------+-----+--------+-------+
 *  | versions | created << 16 | kind| from | to  | out at | in at |
 *  +----------+---------------------+------+-----+--------+-------+
 *    ref        u48, u16              u32    u32   i32      i32
 * </pre>
 *
 * An edge that has no property, and of which no view sees another version, has no versions; {@code
 * created} says since when it is there. {@code out at} and {@code in at} name the block of each of
 * its nodes' lists that has it; only the writer looks at them.
 *
 * <p>The slot of an edge that is deleted keeps its kind and its ends for ever, for its number is
 * never used for another. Once no view sees it any more {@code created} is {@link #NEVER}.
 */
final class EdgeSlots {
  private static final int VERSIONS_OFFSET = 0;
  private static final int CREATED_OFFSET = 8;
  private static final int FROM_OFFSET = 16;
  private static final int TO_OFFSET = 20;
  private static final int OUT_AT_OFFSET = 24;
  private static final int IN_AT_OFFSET = 28;
  static final int SLOT_BYTES = 32;
  private static final int KIND_BITS = 16;
  private static final long KIND_MASK = (1L << KIND_BITS) - 1;

  /** Above every sequence: no view sees the edge by its slot. */
  static final long NEVER = (1L << (Long.SIZE - KIND_BITS)) - 1;

  private final SlotTable slots;

  EdgeSlots(Space space) {
    this.slots = new SlotTable(space, SLOT_BYTES);
  }

  /** Address of a slot in which an edge is or was, or 0. Any thread. */
  long find(int edge) {
    long slot = slots.find(edge);
    return slot == 0 || Memory.getLongAcquire(slot + CREATED_OFFSET) == 0 ? 0 : slot;
  }

  long require(int edge) {
    return slots.require(edge);
  }

  static void begin(long slot, int kind, int from, int to, long sequence) {
    Memory.putInt(slot + FROM_OFFSET, from);
    Memory.putInt(slot + TO_OFFSET, to);
    putCreated(slot, kind, sequence);
  }

  /** Says since when an edge is there without a version, once what was before is dropped. */
  static void setCreated(long slot, long sequence) {
    putCreated(slot, kind(slot), sequence);
  }

  private static void putCreated(long slot, int kind, long sequence) {
    Memory.putLongRelease(slot + CREATED_OFFSET, (sequence << KIND_BITS) | kind);
  }

  static boolean isUsed(long slot) {
    return Memory.getLong(slot + CREATED_OFFSET) != 0;
  }

  /** True when the slot was never used, or no view sees the edge that was there. */
  static boolean isFree(long slot) {
    return !isUsed(slot) || (created(slot) == NEVER && Memory.getLong(versionsAddress(slot)) == 0);
  }

  static long versionsAddress(long slot) {
    return slot + VERSIONS_OFFSET;
  }

  static long created(long slot) {
    return Memory.getLongAcquire(slot + CREATED_OFFSET) >>> KIND_BITS;
  }

  static int kind(long slot) {
    return (int) (Memory.getLong(slot + CREATED_OFFSET) & KIND_MASK);
  }

  static int from(long slot) {
    return Memory.getInt(slot + FROM_OFFSET);
  }

  static int to(long slot) {
    return Memory.getInt(slot + TO_OFFSET);
  }

  static int outAt(long slot) {
    return Memory.getInt(slot + OUT_AT_OFFSET);
  }

  static int inAt(long slot) {
    return Memory.getInt(slot + IN_AT_OFFSET);
  }

  static void setPlaces(long slot, int outAt, int inAt) {
    Memory.putInt(slot + OUT_AT_OFFSET, outAt);
    Memory.putInt(slot + IN_AT_OFFSET, inAt);
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
