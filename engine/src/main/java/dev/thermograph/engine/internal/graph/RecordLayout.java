package dev.thermograph.engine.internal.graph;

/**
 * One version of a node or an edge, in memory only, little-endian.
 *
 * <pre>
 *  0          8          16         20     22      24
 *  +----------+----------+----------+------+-------+----------------+
 *  | sequence | previous | block    | kind | flags | property block |
 *  |          | version  | bytes    |      |       |                |
 *  +----------+----------+----------+------+-------+----------------+
 *    i64        ref        i32        u16    u16
 * </pre>
 *
 * Never changed once it can be reached, but for {@code previous}, which becomes 0 when the older
 * versions go.
 *
 * <p>A version of a deleted edge has 8 bytes in place of its properties, which say where it was in
 * the lists of its two nodes, so that these can be cleaned later; that of a node has them unused:
 *
 * <pre>
 *  24       28      32
 *  +--------+-------+
 *  | out at | in at |
 *  +--------+-------+
 *    i32      i32
 * </pre>
 */
final class RecordLayout {
  static final int SEQUENCE_OFFSET = 0;
  static final int PREVIOUS_OFFSET = 8;
  static final int BLOCK_BYTES_OFFSET = 16;
  static final int KIND_OFFSET = 20;
  static final int FLAGS_OFFSET = 22;
  static final int BLOCK_OFFSET = 24;

  /** The node or edge does not exist from this version on. */
  static final int DELETED = 1;

  static final int DELETED_OUT_AT_OFFSET = BLOCK_OFFSET;
  static final int DELETED_IN_AT_OFFSET = BLOCK_OFFSET + 4;
  static final int DELETED_BLOCK_BYTES = 8;

  private RecordLayout() {}
}
