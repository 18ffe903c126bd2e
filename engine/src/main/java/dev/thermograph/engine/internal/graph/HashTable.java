package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;

/**
 * One table of a {@link HashIndex}: open addressing with linear probing.
 *
 * <pre>
 *  0          4       8      12     16
 *  +----------+-------+------+------+-------+-- ... capacity entries, a power of two
 *  | capacity | depth | used | live | entry |
 *  +----------+-------+------+------+-------+
 *    i32        i32     i32    i32    tag u31 | state u2 | number plus one u31
 * </pre>
 *
 * An entry of zero was never used, one without a number was removed; at least a quarter of the
 * entries are zero. {@code depth} is how many upper bits of the tag all entries have in common. The
 * states are the index's business. <b>Threads:</b> one writer; readers use {@link #capacity},
 * {@link #firstIndex} and what tells entries apart.
 */
final class HashTable {
  static final int ENTRIES_OFFSET = 16;

  private static final int CAPACITY_OFFSET = 0;
  private static final int DEPTH_OFFSET = 4;
  private static final int USED_OFFSET = 8;
  private static final int LIVE_OFFSET = 12;

  /** Capacity of the smallest table. */
  static final int CAPACITY_MIN = 4;

  static final int TAG_SHIFT = 33;
  static final int TAG_BITS = Long.SIZE - TAG_SHIFT;
  static final int STATE_SHIFT = 31;
  private static final long STATE_MASK = 3L << STATE_SHIFT;
  private static final long NUMBER_MASK = (1L << STATE_SHIFT) - 1;
  private static final long REMOVED = 1L << STATE_SHIFT;

  private HashTable() {}

  // Entries.

  /** The 31 bits of a hash that entries carry, in their uppermost bits. */
  static long tagOf(long hash) {
    return (hash ^ (hash >>> 32)) << TAG_SHIFT;
  }

  static long entry(long tag, int number) {
    return tag | (number + 1L);
  }

  static boolean isLive(long entry) {
    return (entry & NUMBER_MASK) != 0;
  }

  static int number(long entry) {
    return (int) (entry & NUMBER_MASK) - 1;
  }

  static long state(long at) {
    return stateOf(Memory.getLong(at));
  }

  static long stateOf(long entry) {
    return entry & STATE_MASK;
  }

  static void setState(long at, long state) {
    Memory.putLongRelease(at, (Memory.getLong(at) & ~STATE_MASK) | state);
  }

  // Tables.

  static long make(Space space, int capacity, int depth) {
    long reference = space.allocateZeroed(bytes(capacity));
    long table = space.address(reference);
    Memory.putInt(table + CAPACITY_OFFSET, capacity);
    Memory.putInt(table + DEPTH_OFFSET, depth);
    return reference;
  }

  static int bytes(int capacity) {
    return ENTRIES_OFFSET + capacity * Long.BYTES;
  }

  /** The capacity of a table that so many entries fill by half at most. */
  static int capacityFor(int live) {
    return Math.max(CAPACITY_MIN, Integer.highestOneBit(2 * live - 1) << 1);
  }

  static int capacity(long table) {
    return Memory.getInt(table + CAPACITY_OFFSET);
  }

  static int depth(long table) {
    return Memory.getInt(table + DEPTH_OFFSET);
  }

  static int live(long table) {
    return Memory.getInt(table + LIVE_OFFSET);
  }

  private static void add(long table, int offset, int more) {
    Memory.putInt(table + offset, Memory.getInt(table + offset) + more);
  }

  /** True when a table takes no more entries. */
  static boolean isCrowded(long table) {
    return 4L * (Memory.getInt(table + USED_OFFSET) + 1) > 3L * capacity(table);
  }

  static long firstIndex(long tag, long mask) {
    return (tag >>> TAG_SHIFT) & mask;
  }

  private static long entryAt(long table, long index) {
    return table + ENTRIES_OFFSET + index * Long.BYTES;
  }

  /** Where the entry of a tag and number is, or 0. */
  static long find(long table, long tag, int number) {
    long wanted = entry(tag, number);
    long mask = capacity(table) - 1L;
    for (long index = firstIndex(tag, mask); ; index = (index + 1) & mask) {
      long at = entryAt(table, index);
      long entry = Memory.getLong(at);
      if (entry == 0) {
        return 0;
      }
      if ((entry & ~STATE_MASK) == wanted) {
        return at;
      }
    }
  }

  /** Adds an entry that is not there to a table that is not crowded. */
  static void insert(long table, long entry) {
    long mask = capacity(table) - 1L;
    long index = firstIndex(entry, mask);
    while (Memory.getLong(entryAt(table, index)) != 0) {
      index = (index + 1) & mask;
    }
    add(table, USED_OFFSET, 1);
    add(table, LIVE_OFFSET, 1);
    Memory.putLongRelease(entryAt(table, index), entry);
  }

  static void remove(long table, long at) {
    Memory.putLongRelease(at, REMOVED);
    add(table, LIVE_OFFSET, -1);
  }

  /** Copies the entries of which the masked bits are as wanted. */
  static void copyMatching(long from, long mask, long wanted, long to) {
    int capacity = capacity(from);
    for (long index = 0; index < capacity; index++) {
      long entry = Memory.getLong(entryAt(from, index));
      if (isLive(entry) && (entry & mask) == wanted) {
        insert(to, entry);
      }
    }
  }

  /** How many entries have a bit. */
  static int countWith(long table, long bit) {
    int count = 0;
    int capacity = capacity(table);
    for (long index = 0; index < capacity; index++) {
      long entry = Memory.getLong(entryAt(table, index));
      count += isLive(entry) && (entry & bit) != 0 ? 1 : 0;
    }
    return count;
  }

  /** True when not all entries have the same upper bits. */
  static boolean differ(long table, int upperBits) {
    long all = -1;
    long any = 0;
    int capacity = capacity(table);
    for (long index = 0; index < capacity; index++) {
      long entry = Memory.getLong(entryAt(table, index));
      all &= isLive(entry) ? entry : -1;
      any |= isLive(entry) ? entry : 0;
    }
    return (all ^ any) >>> (Long.SIZE - upperBits) != 0;
  }
}
