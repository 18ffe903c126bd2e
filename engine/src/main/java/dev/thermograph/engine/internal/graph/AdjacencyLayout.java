package dev.thermograph.engine.internal.graph;

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
 *  0        8          16
 *  +--------+----------+-------+-- ...
 *  | count  | capacity | block |
 *  +--------+----------+-------+
 *    i64      i64        ref each
 * </pre>
 *
 * A <b>block</b> of at most 4 KiB, as columns, so that walking touches only what it needs:
 *
 * <pre>
 *  0        8        16        24         28     32
 *  +--------+--------+---------+----------+------+------------+-------+---------+
 *  | count  | newest | removed | capacity | zero | neighbours | edges | created |
 *  +--------+--------+---------+----------+------+------------+-------+---------+
 *    i64      i64      ref       i32               i32 each     i32     i64 each
 * </pre>
 *
 * {@code newest} is the highest sequence at which anything in the block was created or removed: a
 * view at least as new needs to look at nothing but the neighbours.
 *
 * <p>The <b>removed</b> entries of a block, for older views:
 *
 * <pre>
 *  0        8           12     16        24
 *  +--------+-----------+------+---------+---------+-- ... 24 bytes each
 *  | count  | neighbour | edge | created | removed |
 *  +--------+-----------+------+---------+---------+
 *    i64      i32         i32    i64       i64
 * </pre>
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
  static final int DIRECTORY_BLOCKS_OFFSET = 16;

  static final int BLOCK_COUNT_OFFSET = 0;
  static final int BLOCK_NEWEST_OFFSET = 8;
  static final int BLOCK_REMOVED_OFFSET = 16;
  static final int BLOCK_CAPACITY_OFFSET = 24;
  static final int BLOCK_NEIGHBOURS_OFFSET = 32;
  static final int ENTRY_BYTES = 16;

  static final int REMOVED_COUNT_OFFSET = 0;
  static final int REMOVED_ENTRIES_OFFSET = 8;
  static final int REMOVED_NEIGHBOUR_OFFSET = 0;
  static final int REMOVED_EDGE_OFFSET = 4;
  static final int REMOVED_CREATED_OFFSET = 8;
  static final int REMOVED_SEQUENCE_OFFSET = 16;
  static final int REMOVED_BYTES = 24;

  /** Entries of a new block: together with its header 80 bytes. */
  static final int CAPACITY_FIRST = 3;

  /** Entries of the largest block: together with its header 4 KiB. */
  static final int CAPACITY_MAX = 254;

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

  static int blockBytes(int capacity) {
    return BLOCK_NEIGHBOURS_OFFSET + capacity * ENTRY_BYTES;
  }

  static int removedBytes(int count) {
    return REMOVED_ENTRIES_OFFSET + count * REMOVED_BYTES;
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
}
