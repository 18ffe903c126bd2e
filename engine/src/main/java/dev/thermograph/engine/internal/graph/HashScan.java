package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;

/**
 * Walks all entries of an index beside its writer, table by table.
 *
 * <p>What is listed before it begins and is still needed when it ends is found; of what changes
 * meanwhile one may find the old or the new. A table's memory may be used again once it is
 * replaced, so between two tables, and only there, the pin that keeps replaced blocks may be
 * renewed. <b>Single-threaded:</b> whoever owns it.
 */
public final class HashScan {
  private final HashIndex index;

  /** In tags; behind all of them at the end. */
  private long nextTag;

  private long at;
  private long end;
  private long entry;

  HashScan(HashIndex index) {
    this.index = index;
  }

  /** Begins with the next table, or says that there is none; a table may be empty. */
  public boolean nextTable() {
    if (nextTag >>> HashTable.TAG_BITS != 0) {
      return false;
    }
    long table = index.table(nextTag << HashTable.TAG_SHIFT);
    at = 0;
    end = 0;
    int depth = index.depth(); // read last: deeper only makes the step smaller
    if (table != 0) {
      depth = HashTable.depth(table);
      at = table + HashTable.ENTRIES_OFFSET;
      end = at + (long) HashTable.capacity(table) * Long.BYTES;
    }
    long span = 1L << (HashTable.TAG_BITS - depth);
    nextTag = (nextTag & -span) + span;
    return true;
  }

  /** Moves to the next entry of the table, or says that there is none. */
  public boolean next() {
    while (at < end) {
      entry = Memory.getLongAcquire(at);
      at += Long.BYTES;
      if (HashTable.isLive(entry)) {
        return true;
      }
    }
    return false;
  }

  /** What the index keeps of the hash; listing under it as a hash lists in the same place. */
  public int tag() {
    return (int) (entry >>> HashTable.TAG_SHIFT);
  }

  /** Number of the node. */
  public int node() {
    return HashTable.number(entry);
  }

  /** True when the node has the hash no more, and only the past needs the entry. */
  public boolean isEnding() {
    return HashIndex.isEnding(entry);
  }
}
