package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.memory.Space;

/**
 * From a hash of 64 bits to the numbers of the nodes that may have it; the reader verifies each.
 *
 * <p>Entries know no sequences: a node stays listed under every value that some view may still see,
 * and who looks up compares the value that his view sees. That makes one small table serve all
 * instants. When a node has a value no more, its entry is marked, and the caller queues an end that
 * takes it off once no view sees the value. There is one queued end per entry at a time, whatever
 * happens to the value meanwhile.
 *
 * <p>Extendible hashing (Fagin, Nievergelt, Pippenger, Strong: Extendible Hashing, ACM TODS 1979):
 * a directory, indexed by the upper bits of an entry's tag, of {@link HashTable}s of at most 64
 * KiB. A table that is three quarters full is copied into a larger one, or split in two; one that
 * has lost most of its entries into a smaller one. So the writer copies no more than a table, or a
 * directory of at most 1 MiB when that doubles, and readers never wait. Only a table whose entries
 * all have nearly the same tag grows beyond; looking up one hash that thousands of nodes have costs
 * a look at each, and so does listing one more.
 *
 * <p><b>Threads:</b> one writer; {@link HashCursor} on any thread.
 */
final class HashIndex {
  private static final int CAPACITY_MAX = 1 << 13;
  private static final int DEPTH_MIN = 6;

  /** With the bits of an index into the largest table, all the bits of a tag. */
  private static final int DEPTH_MAX = 18;

  /** The node has the value. */
  private static final long LISTED = 0;

  /** It has it no more; an end is queued. */
  private static final long ENDING = 1L << HashTable.STATE_SHIFT;

  /** It has it again, while an end is queued. */
  private static final long LISTED_AGAIN = 2L << HashTable.STATE_SHIFT;

  /** And has it no more again, since later than the end that is queued. */
  private static final long ENDING_AGAIN = 3L << HashTable.STATE_SHIFT;

  private static final int PACKED_DEPTH_BITS = 8;
  private static final long PACKED_DEPTH_MASK = (1L << PACKED_DEPTH_BITS) - 1;

  private final Space space;
  private final int capacityMax;
  private long directoryReference;

  /** Address of the directory, and its depth in the lowest bits, so that both are read at once. */
  private volatile long directory;

  HashIndex(Space space) {
    this(space, CAPACITY_MAX);
  }

  /** With tables of at most so many entries, a power of two. */
  HashIndex(Space space, int capacityMax) {
    this(space, capacityMax, space.allocateZeroed(directoryBytes(DEPTH_MIN)), DEPTH_MIN);
  }

  private HashIndex(Space space, int capacityMax, long directoryReference, int depth) {
    this.space = space;
    this.capacityMax = capacityMax;
    this.directoryReference = directoryReference;
    this.directory = packed(depth);
  }

  private long packed(int depth) {
    return (space.address(directoryReference) << PACKED_DEPTH_BITS) | depth;
  }

  private static int directoryBytes(int depth) {
    return Long.BYTES << depth;
  }

  // Any thread.

  /** How many upper bits of a tag choose the table. */
  int depth() {
    return (int) (directory & PACKED_DEPTH_MASK);
  }

  /** True when the node of an entry has the value no more. */
  static boolean isEnding(long entry) {
    long state = HashTable.stateOf(entry);
    return state == ENDING || state == ENDING_AGAIN;
  }

  /** Address of the table that has a tag, or 0. */
  long table(long tag) {
    long reference = Memory.getLongAcquire(place(tag));
    return reference == 0 ? 0 : space.address(reference);
  }

  private long place(long tag) {
    long seen = directory;
    long index = tag >>> (Long.SIZE - (seen & PACKED_DEPTH_MASK));
    return (seen >>> PACKED_DEPTH_BITS) + index * Long.BYTES;
  }

  // The writer's side. What is replaced is retired with the sequence retireAt.

  /** Lists a node under a hash, unless it is listed there already. */
  void add(long hash, int number, long retireAt) {
    long tag = HashTable.tagOf(hash);
    long found = find(tag, number);
    if (found == 0) {
      HashTable.insert(tableWithRoom(tag, retireAt), HashTable.entry(tag, number));
      return;
    }
    long state = HashTable.state(found);
    if (state == ENDING || state == ENDING_AGAIN) {
      HashTable.setState(found, LISTED_AGAIN);
    }
  }

  /**
   * Takes note that a node has a value no more; it stays listed until {@link #end}.
   *
   * @return true when the caller shall queue an end, false when one is queued or nothing is listed
   */
  boolean mark(long hash, int number) {
    long found = find(HashTable.tagOf(hash), number);
    if (found == 0) {
      return false;
    }
    long state = HashTable.state(found);
    if (state == LISTED) {
      HashTable.setState(found, ENDING);
    } else if (state == LISTED_AGAIN) {
      HashTable.setState(found, ENDING_AGAIN);
    }
    return state == LISTED;
  }

  /**
   * A queued end, once no view before it is left: takes a node off a hash if it did not have the
   * value again since.
   *
   * @return false when it had, and has it no more either, so that another end shall be queued
   */
  boolean end(long hash, int number, long retireAt) {
    long tag = HashTable.tagOf(hash);
    long found = find(tag, number);
    long state = found == 0 ? LISTED : HashTable.state(found);
    if (state == ENDING) {
      remove(tag, found, retireAt);
    } else if (state == LISTED_AGAIN) {
      HashTable.setState(found, LISTED);
    } else if (state == ENDING_AGAIN) {
      HashTable.setState(found, ENDING);
      return false;
    }
    return true;
  }

  private long find(long tag, int number) {
    long table = table(tag);
    return table == 0 ? 0 : HashTable.find(table, tag, number);
  }

  private long tableWithRoom(long tag, long retireAt) {
    long table = requireTable(tag);
    while (HashTable.isCrowded(table)) {
      makeRoom(tag, table, retireAt);
      table = requireTable(tag);
    }
    return table;
  }

  private long requireTable(long tag) {
    long place = place(tag);
    if (Memory.getLong(place) == 0) {
      Memory.putLongRelease(place, HashTable.make(space, HashTable.CAPACITY_MIN, depth()));
    }
    return table(tag);
  }

  private void makeRoom(long tag, long table, long retireAt) {
    int depth = HashTable.depth(table);
    int capacity = HashTable.capacityFor(HashTable.live(table) + 1);
    boolean splits = capacity > capacityMax && depth < DEPTH_MAX;
    if (!splits || !HashTable.differ(table, DEPTH_MAX)) {
      copy(tag, table, capacity, retireAt);
      return;
    }
    if (depth == depth()) {
      doubleDirectory(retireAt);
    }
    long bit = 1L << (Long.SIZE - 1 - depth);
    int upper = HashTable.countWith(table, bit);
    long low = half(table, bit, 0, HashTable.live(table) - upper);
    long high = half(table, bit, bit, upper);
    replace(tag, low, high, retireAt);
  }

  /** One half may have all entries; it is split again then before it takes one more. */
  private long half(long table, long bit, long wanted, int live) {
    if (live == 0) {
      return 0;
    }
    int capacity = Math.min(HashTable.capacityFor(live), HashTable.capacity(table));
    long reference = HashTable.make(space, capacity, HashTable.depth(table) + 1);
    HashTable.copyMatching(table, bit, wanted, space.address(reference));
    return reference;
  }

  private void remove(long tag, long found, long retireAt) {
    long table = table(tag);
    HashTable.remove(table, found);
    int live = HashTable.live(table);
    if (live == 0) {
      replace(tag, 0, 0, retireAt);
    } else if (8L * live < HashTable.capacity(table)) {
      copy(tag, table, HashTable.capacityFor(live), retireAt);
    }
  }

  private void copy(long tag, long table, int capacity, long retireAt) {
    long reference = HashTable.make(space, capacity, HashTable.depth(table));
    HashTable.copyMatching(table, 0, 0, space.address(reference));
    replace(tag, reference, reference, retireAt);
  }

  /** Puts one table or two in place of the one that has a tag; 0 for none. */
  private void replace(long tag, long low, long high, long retireAt) {
    long oldReference = Memory.getLong(place(tag));
    long old = space.address(oldReference);
    int depth = HashTable.depth(old);
    int spanBits = depth() - depth;
    long span = 1L << spanBits;
    long start = (tag >>> (Long.SIZE - depth)) << spanBits;
    long place = (directory >>> PACKED_DEPTH_BITS) + start * Long.BYTES;
    for (long index = 0; index < span; index++) {
      Memory.putLongRelease(place + index * Long.BYTES, index < span / 2 ? low : high);
    }
    space.retire(oldReference, HashTable.bytes(HashTable.capacity(old)), retireAt);
  }

  private void doubleDirectory(long retireAt) {
    int depth = depth();
    long old = directory >>> PACKED_DEPTH_BITS;
    long oldReference = directoryReference;
    directoryReference = space.allocate(directoryBytes(depth + 1));
    long grown = space.address(directoryReference);
    for (long index = 0; index < 1L << depth; index++) {
      long table = Memory.getLong(old + index * Long.BYTES);
      Memory.putLong(grown + 2 * index * Long.BYTES, table);
      Memory.putLong(grown + (2 * index + 1) * Long.BYTES, table);
    }
    directory = packed(depth + 1);
    space.retire(oldReference, directoryBytes(depth), retireAt);
  }

  // Over an orderly restart.

  /** Says where the directory is. */
  void save(RootWriter roots) {
    roots.putInt(depth());
    roots.putLong(directoryReference);
  }

  /** The index that was saved. */
  static HashIndex restored(Space space, RootReader roots) {
    int depth = roots.getInt();
    return new HashIndex(space, CAPACITY_MAX, roots.getLong(), depth);
  }
}
