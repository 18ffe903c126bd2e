package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.Space;

/**
 * From a hash of 64 bits to the numbers of the nodes that may have it; the reader verifies each.
 *
 * <p>Entries know no sequences: a node stays listed under every value that some view may still see,
 * and who looks up compares the value that his view sees. That makes one small table serve all
 * instants.
 *
 * <p>Open addressing with linear probing in 64 tables, chosen by the hash's upper bits. A table
 * that is three quarters full is copied into a larger one, so the writer never copies more than a
 * part and readers never wait. An entry is 8 bytes: 32 bits of the hash and the number plus one.
 *
 * <pre>
 *  0          8      16
 *  +----------+------+-------+-- ... capacity entries, a power of two
 *  | capacity | used | entry |
 *  +----------+------+-------+
 *    i64        i64    tag u32 << 32 | number + 1; all zero: never used; number part zero: removed
 * </pre>
 *
 * <b>Threads:</b> one writer; {@link HashCursor} on any thread.
 */
final class HashIndex {
  static final int CAPACITY_OFFSET = 0;
  static final int ENTRIES_OFFSET = 16;

  private static final int USED_OFFSET = 8;
  private static final int TABLE_BITS = 6;
  private static final int TABLE_COUNT = 1 << TABLE_BITS;
  private static final int CAPACITY_FIRST = 4;
  private static final long REMOVED = 1L << 32;
  private static final long NUMBER_MASK = 0xFFFF_FFFFL;

  private final Space space;
  private final long tables;

  HashIndex(Space space) {
    this.space = space;
    this.tables = space.address(space.allocateZeroed(TABLE_COUNT * Long.BYTES));
  }

  /** Lists a node under a hash, unless it is listed there already. Writer only. */
  void add(long hash, int number, long sequence) {
    long slot = tableSlot(tables, hash);
    long reference = Memory.getLong(slot);
    if (reference == 0) {
      reference = makeTable(CAPACITY_FIRST);
      Memory.putLongRelease(slot, reference);
    } else if (isCrowded(space.address(reference))) {
      reference = rehash(slot, reference, sequence);
    }
    insert(space.address(reference), tagOf(hash), number);
  }

  /** Takes a node off a hash; only once no view can see it there. Writer only. */
  void remove(long hash, int number) {
    long reference = Memory.getLong(tableSlot(tables, hash));
    if (reference == 0) {
      return;
    }
    long table = space.address(reference);
    long wanted = tagOf(hash) | ((number + 1) & NUMBER_MASK);
    long mask = Memory.getLong(table + CAPACITY_OFFSET) - 1;
    for (long index = firstIndex(tagOf(hash), mask); ; index = (index + 1) & mask) {
      long at = table + ENTRIES_OFFSET + index * Long.BYTES;
      long entry = Memory.getLong(at);
      if (entry == 0) {
        return;
      }
      if (entry == wanted) {
        Memory.putLongRelease(at, REMOVED);
        return;
      }
    }
  }

  private void insert(long table, long tag, int number) {
    long mask = Memory.getLong(table + CAPACITY_OFFSET) - 1;
    long wanted = tag | ((number + 1) & NUMBER_MASK);
    long index = firstIndex(tag, mask);
    while (true) {
      long at = table + ENTRIES_OFFSET + index * Long.BYTES;
      long entry = Memory.getLong(at);
      if (entry == wanted) {
        return;
      }
      if (entry == 0) {
        Memory.putLongRelease(at, wanted);
        Memory.putLong(table + USED_OFFSET, Memory.getLong(table + USED_OFFSET) + 1);
        return;
      }
      index = (index + 1) & mask;
    }
  }

  private static boolean isCrowded(long table) {
    long capacity = Memory.getLong(table + CAPACITY_OFFSET);
    return 4 * (Memory.getLong(table + USED_OFFSET) + 1) > 3 * capacity;
  }

  /** Copies what is not removed into a table that it fills by no more than three eighths. */
  private long rehash(long slot, long oldReference, long sequence) {
    long old = space.address(oldReference);
    long oldCapacity = Memory.getLong(old + CAPACITY_OFFSET);
    long live = 0;
    for (long index = 0; index < oldCapacity; index++) {
      live += isLive(Memory.getLong(old + ENTRIES_OFFSET + index * Long.BYTES)) ? 1 : 0;
    }
    long capacity = Math.max(CAPACITY_FIRST, Long.highestOneBit(live * 8 / 3) << 1);
    long reference = makeTable((int) capacity);
    long table = space.address(reference);
    for (long index = 0; index < oldCapacity; index++) {
      long entry = Memory.getLong(old + ENTRIES_OFFSET + index * Long.BYTES);
      if (isLive(entry)) {
        insert(table, entry & ~NUMBER_MASK, (int) (entry & NUMBER_MASK) - 1);
      }
    }
    Memory.putLongRelease(slot, reference);
    space.retire(oldReference, tableBytes((int) oldCapacity), sequence);
    return reference;
  }

  private long makeTable(int capacity) {
    long reference = space.allocateZeroed(tableBytes(capacity));
    Memory.putLong(space.address(reference) + CAPACITY_OFFSET, capacity);
    return reference;
  }

  private static int tableBytes(int capacity) {
    return ENTRIES_OFFSET + capacity * Long.BYTES;
  }

  static boolean isLive(long entry) {
    return (entry & NUMBER_MASK) != 0;
  }

  /** The part of a hash that entries carry, in their upper half. */
  static long tagOf(long hash) {
    return hash << 32;
  }

  static long firstIndex(long tag, long mask) {
    return (tag >>> 32) & mask;
  }

  private static long tableSlot(long tables, long hash) {
    return tables + (hash >>> (Long.SIZE - TABLE_BITS)) * Long.BYTES;
  }

  /** Address of the table that has a hash, or 0. Any thread. */
  long table(long hash) {
    long reference = Memory.getLongAcquire(tableSlot(tables, hash));
    return reference == 0 ? 0 : space.address(reference);
  }
}
