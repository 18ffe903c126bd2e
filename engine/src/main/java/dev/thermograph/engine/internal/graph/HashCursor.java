package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;

/**
 * Walks the nodes that {@link HashIndex} lists under a hash; each must be verified. <b>Single-
 * threaded:</b> whoever owns it. Hot path: allocates nothing.
 */
public final class HashCursor {
  private long table;
  private long mask;
  private long tag;
  private long index;
  private int node;

  HashCursor() {}

  /** Begins where there is nothing. */
  void openEmpty() {
    table = 0;
  }

  void open(HashIndex hashes, long hash) {
    tag = HashTable.tagOf(hash);
    table = hashes.table(tag);
    if (table != 0) {
      mask = HashTable.capacity(table) - 1L;
      index = HashTable.firstIndex(tag, mask);
    }
  }

  /** Moves to the next candidate, or says that there is none. */
  public boolean next() {
    if (table == 0) {
      return false;
    }
    while (true) {
      long entry = Memory.getLongAcquire(table + HashTable.ENTRIES_OFFSET + index * Long.BYTES);
      if (entry == 0) {
        table = 0;
        return false;
      }
      index = (index + 1) & mask;
      if ((entry ^ tag) >>> HashTable.TAG_SHIFT == 0 && HashTable.isLive(entry)) {
        node = HashTable.number(entry);
        return true;
      }
    }
  }

  /** Number of the current candidate. */
  public int node() {
    return node;
  }
}
