package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Space;

/**
 * Where a node's edges stand in memory, little-endian; four structures, each 8-byte aligned.
 *
 * <p>The <b>groups</b> of a node, one per direction and edge kind:
 *
 * <pre>
 *  0       4        8            12     16
 *  +-------+--------+------------+------+------+-- ... one entry of 16 bytes per group
 *  | count | zero   | group key  | live | list |
 *  +-------+--------+------------+------+------+
 *    i32              i32          i32    ref
 * </pre>
 *
 * A group key is the edge kind times two, plus one for incoming edges. {@code list} is a block, or
 * with its lowest bit set a directory of blocks.
 *
 * <p>A <b>directory</b>, for nodes of high degree:
 *
 * <pre>
 *  0        8          12          16      20     24
 *  +--------+----------+-----------+-------+------+-------+-- ...
 *  | count  | capacity | append at | holes | zero | block |
 *  +--------+----------+-----------+-------+------+-------+
 *    i64      i32        i32         i32            ref each, 0 for a hole
 * </pre>
 *
 * A block keeps its place for as long as it has an entry, removed ones included; edges know their
 * places. {@code append at}, the place of the block that takes new entries, -1 for none, and {@code
 * holes}, the count of these, are the writer's.
 *
 * <p>A <b>block</b> of at most 4 KiB, as columns, so that walking touches only what it needs:
 *
 * <pre>
 *  0        8        16                       24         28     32
 *  +--------+--------+------------------------+----------+------+------------+-------+---------+
 *  | count  | newest | count &lt;&lt; 48 | removed | capacity | zero | neighbours | edges | created |
 *  +--------+--------+------------------------+----------+------+------------+-------+---------+
 *    i64      i64      u16, ref of 48 bits      i32               i32 each     i32     i64 each
 * </pre>
 *
 * {@code newest} is the highest sequence at which anything in the block was created or removed: a
 * view at least as new needs to look at nothing but the neighbours. {@code removed} is the newest
 * chunk of removed entries, and how many of that are the block's.
 *
 * <p>The <b>removed</b> entries of a block, for older views, in chunks that double up to 1 KiB:
 *
 * <pre>
 *  0       8       16       24       32         40
 *  +-------+-------+--------+--------+----------+-----------+------+---------+---------+-- ...
 *  | older | newer | oldest | newest | capacity | neighbour | edge | created | removed |
 *  +-------+-------+--------+--------+----------+-----------+------+---------+---------+
 *    ref     ref     ref      i64      i64        i32         i32    i64       i64
 * </pre>
 *
 * {@code newest} is the highest {@code removed} of the chunk and the older ones: a view at least as
 * new stops there. {@code newer}, and {@code oldest}, which counts in the newest chunk, are the
 * writer's. All chunks but the newest are full.
 */
final class AdjacencyLayout {
  static final int GROUP_COUNT_OFFSET = 0;
  static final int GROUPS_OFFSET = 8;
  static final int GROUP_KEY_OFFSET = 0;
  static final int GROUP_LIVE_OFFSET = 4;
  static final int GROUP_LIST_OFFSET = 8;
  static final int GROUP_BYTES = 16;

  static final long DIRECTORY_TAG = 1;
  static final int DIRECTORY_COUNT_OFFSET = 0;
  static final int DIRECTORY_CAPACITY_OFFSET = 8;
  static final int DIRECTORY_APPEND_OFFSET = 12;
  static final int DIRECTORY_HOLES_OFFSET = 16;
  static final int DIRECTORY_BLOCKS_OFFSET = 24;

  static final int BLOCK_COUNT_OFFSET = 0;
  static final int BLOCK_NEWEST_OFFSET = 8;
  static final int BLOCK_REMOVED_OFFSET = 16;
  static final int BLOCK_CAPACITY_OFFSET = 24;
  static final int BLOCK_NEIGHBOURS_OFFSET = 32;
  static final int ENTRY_BYTES = 16;

  static final int CHUNK_OLDER_OFFSET = 0;
  static final int CHUNK_NEWER_OFFSET = 8;
  static final int CHUNK_OLDEST_OFFSET = 16;
  static final int CHUNK_NEWEST_OFFSET = 24;
  static final int CHUNK_CAPACITY_OFFSET = 32;
  static final int CHUNK_ENTRIES_OFFSET = 40;
  static final int REMOVED_NEIGHBOUR_OFFSET = 0;
  static final int REMOVED_EDGE_OFFSET = 4;
  static final int REMOVED_CREATED_OFFSET = 8;
  static final int REMOVED_SEQUENCE_OFFSET = 16;
  static final int REMOVED_BYTES = 24;

  /** Entries of a new block: together with its header 80 bytes. */
  static final int CAPACITY_FIRST = 3;

  /** Entries of the largest block: together with its header 4 KiB. */
  static final int CAPACITY_MAX = 254;

  /** Removed entries of the largest chunk: together with its header 1 KiB. */
  static final int CHUNK_CAPACITY_MAX = 41;

  private static final long REFERENCE_MASK = (1L << Space.REFERENCE_BITS) - 1;

  private AdjacencyLayout() {}

  static int groupKey(int edgeKind, boolean incoming) {
    return (edgeKind << 1) | (incoming ? 1 : 0);
  }

  static int groupsBytes(int count) {
    return GROUPS_OFFSET + count * GROUP_BYTES;
  }

  static int directoryBytes(int capacity) {
    return DIRECTORY_BLOCKS_OFFSET + capacity * Long.BYTES;
  }

  /** Address of the reference to the block at a place. */
  static long placeAt(long directory, int place) {
    return directory + DIRECTORY_BLOCKS_OFFSET + (long) place * Long.BYTES;
  }

  static int blockBytes(int capacity) {
    return BLOCK_NEIGHBOURS_OFFSET + capacity * ENTRY_BYTES;
  }

  static long edgesAt(long block, int capacity) {
    return block + BLOCK_NEIGHBOURS_OFFSET + (long) capacity * Integer.BYTES;
  }

  static long createdAt(long block, int capacity) {
    return block + BLOCK_NEIGHBOURS_OFFSET + 2L * capacity * Integer.BYTES;
  }

  /** The next larger capacity: blocks of 80, 128, 256 ... 4,096 bytes. */
  static int grown(int capacity) {
    return capacity == CAPACITY_FIRST ? 6 : Math.min(2 * (capacity + 1), CAPACITY_MAX);
  }

  /** The smallest capacity that holds so many entries. */
  static int capacityFor(int count) {
    int capacity = CAPACITY_FIRST;
    while (capacity < count) {
      capacity = grown(capacity);
    }
    return capacity;
  }

  static int chunkBytes(int capacity) {
    return CHUNK_ENTRIES_OFFSET + capacity * REMOVED_BYTES;
  }

  /** A block's {@code removed} word. */
  static long removedWord(long chunk, int count) {
    return ((long) count << Space.REFERENCE_BITS) | chunk;
  }

  static long removedChunk(long word) {
    return word & REFERENCE_MASK;
  }

  static int removedCount(long word) {
    return (int) (word >>> Space.REFERENCE_BITS);
  }
}
