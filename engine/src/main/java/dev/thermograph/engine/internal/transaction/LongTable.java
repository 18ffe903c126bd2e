package dev.thermograph.engine.internal.transaction;

import java.util.Arrays;

/**
 * From longs to longs that are not 0: open addressing with linear probing, half full at most.
 * <b>Single-threaded.</b> Hot path: allocates only while it grows.
 */
final class LongTable {
  private static final int CAPACITY_FIRST = 16;

  /** A table that grew beyond this gives its memory back when it is cleared. */
  private static final int CAPACITY_KEPT_MAX = 1 << 15;

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private long[] keys = new long[CAPACITY_FIRST];

  /** 0 where nothing is. */
  private long[] values = new long[CAPACITY_FIRST];

  private int count;

  /** The value of a key, 0 for none. */
  long get(long key) {
    return values[slotOf(key)];
  }

  /** Puts a value that is not 0, and returns the one before, 0 for none. */
  long put(long key, long value) {
    assert value != 0 : "key=" + key;
    int slot = slotOf(key);
    long before = values[slot];
    values[slot] = value;
    if (before == 0) {
      keys[slot] = key;
      count++;
      if (2 * count > keys.length) {
        grow();
      }
    }
    return before;
  }

  private int slotOf(long key) {
    int mask = keys.length - 1;
    int slot = firstSlot(key, mask);
    while (values[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static int firstSlot(long key, int mask) {
    long mixed = key * MIX;
    return (int) (mixed ^ (mixed >>> Integer.SIZE)) & mask;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new long[keys.length];
    for (int slot = 0; slot < oldKeys.length; slot++) {
      if (oldValues[slot] != 0) {
        int free = slotOf(oldKeys[slot]);
        keys[free] = oldKeys[slot];
        values[free] = oldValues[slot];
      }
    }
  }

  /** How many keys there are. */
  int count() {
    return count;
  }

  /** Places in which keys can be; for walking over all of them. */
  int slotCount() {
    return keys.length;
  }

  /** The key in a place, where {@link #valueIn} is not 0. */
  long keyIn(int slot) {
    return keys[slot];
  }

  /** The value in a place, 0 when nothing is there. */
  long valueIn(int slot) {
    return values[slot];
  }

  /** Forgets all keys. */
  void clear() {
    if (count == 0) {
      return;
    }
    if (keys.length > CAPACITY_KEPT_MAX) {
      keys = new long[CAPACITY_FIRST];
      values = new long[CAPACITY_FIRST];
    } else {
      Arrays.fill(values, 0);
    }
    count = 0;
  }
}
