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

  void open(HashIndex hashes, long hash) {
    table = hashes.table(hash);
    tag = HashIndex.tagOf(hash);
    if (table != 0) {
      mask = Memory.getLong(table + HashIndex.CAPACITY_OFFSET) - 1;
      index = HashIndex.firstIndex(tag, mask);
    }
  }

  /** Moves to the next candidate, or says that there is none. */
  public boolean next() {
    if (table == 0) {
      return false;
    }
    while (true) {
      long entry = Memory.getLongAcquire(table + HashIndex.ENTRIES_OFFSET + index * Long.BYTES);
      if (entry == 0) {
        table = 0;
        return false;
      }
      index = (index + 1) & mask;
      if ((entry ^ tag) >>> 32 == 0 && HashIndex.isLive(entry)) {
        node = (int) entry - 1;
        return true;
      }
    }
  }

  /** Number of the current candidate. */
  public int node() {
    return node;
  }
}
