package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.EdgeId;
import dev.thermograph.engine.graph.NodeId;
import dev.thermograph.engine.internal.schema.SchemaCatalog;

/**
 * What a transaction can read or change, as one long. The upper 4 bits say which sort of thing it
 * is, the rest which one. It is exact but for hashes of values and of pairs: two different ones of
 * these with one key conflict without need, once in 2^60, and nothing is missed.
 * <em>Stateless.</em>
 */
final class AccessKey {
  private static final int SORT_SHIFT = 60;
  private static final long REST_MASK = (1L << SORT_SHIFT) - 1;
  private static final int KIND_BITS = 16;
  private static final long PAIR_MIX_FROM = 0x9E37_79B9_7F4A_7C15L;
  private static final long PAIR_MIX_TO = 0xC2B2_AE3D_27D4_EB4FL;

  private static final int SCHEMA_SORT = 0;
  private static final int NODE_EXISTS_SORT = 1;
  private static final int NODE_SORT = 2;
  private static final int EDGE_SORT = 3;
  private static final int ADJACENCY_SORT = 4;
  private static final int PAIR_SORT = 5;
  private static final int UNIQUE_SORT = 6;
  private static final int NODES_OF_KIND_SORT = 7;
  private static final int EDGES_OF_KIND_SORT = 8;

  private AccessKey() {}

  /** The tenant's kinds and their rules. */
  static long schema() {
    return key(SCHEMA_SORT, 0);
  }

  /** Whether a node is there; of which kind it is never changes. */
  static long nodeExists(int node) {
    return key(NODE_EXISTS_SORT, node);
  }

  /** A node, there or not, and its properties. */
  static long node(int node) {
    return key(NODE_SORT, node);
  }

  /** An edge, there or not, and its properties. */
  static long edge(int edge) {
    return key(EDGE_SORT, edge);
  }

  /** Which edges of one kind and direction a node has. */
  static long adjacency(int node, int kind, boolean incoming) {
    return key(
        ADJACENCY_SORT, ((long) node << (KIND_BITS + 1)) | ((long) kind << 1) | (incoming ? 1 : 0));
  }

  /** Which edges of one kind lead from one node to another. */
  static long pair(int from, int to, int kind) {
    long mixed = (from + 1L) * PAIR_MIX_FROM + (((long) to << KIND_BITS) | kind) * PAIR_MIX_TO;
    return key(PAIR_SORT, (mixed ^ (mixed >>> Integer.SIZE)) & REST_MASK);
  }

  /** Which nodes have a hash of unique values. */
  static long unique(long hash) {
    return key(UNIQUE_SORT, hash & REST_MASK);
  }

  /** Which nodes of a kind there are. */
  static long nodesOfKind(int kind) {
    return key(NODES_OF_KIND_SORT, kind);
  }

  /** Which edges of a kind there are. */
  static long edgesOfKind(int kind) {
    return key(EDGES_OF_KIND_SORT, kind);
  }

  private static long key(int sort, long rest) {
    return ((long) sort << SORT_SHIFT) | rest;
  }

  /** A key in words, as errors show it. */
  static String describe(long key, int tenant, SchemaCatalog catalog) {
    long rest = key & REST_MASK;
    return switch ((int) (key >>> SORT_SHIFT)) {
      case SCHEMA_SORT -> "schema";
      case NODE_EXISTS_SORT, NODE_SORT -> NodeId.of(tenant, (int) rest).toString();
      case EDGE_SORT -> EdgeId.of(tenant, (int) rest).toString();
      case ADJACENCY_SORT -> describeAdjacency(rest, tenant, catalog);
      case PAIR_SORT -> "edges from one node to another";
      case UNIQUE_SORT -> "unique value";
      case NODES_OF_KIND_SORT -> "nodes of kind " + catalog.requireName((int) rest);
      case EDGES_OF_KIND_SORT -> "edges of kind " + catalog.requireName((int) rest);
      default -> throw new IllegalArgumentException("no such key: key=" + key);
    };
  }

  private static String describeAdjacency(long rest, int tenant, SchemaCatalog catalog) {
    int kind = (int) (rest >>> 1) & ((1 << KIND_BITS) - 1);
    return "edges "
        + catalog.requireName(kind)
        + ((rest & 1) == 0 ? " out of " : " into ")
        + NodeId.of(tenant, (int) (rest >>> (KIND_BITS + 1)));
  }
}
