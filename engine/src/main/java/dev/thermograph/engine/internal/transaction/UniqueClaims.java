package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.read.ElementSource.CandidateSink;
import java.util.Arrays;

/**
 * Under which hashes of unique values a transaction's own nodes are to be found. What no longer
 * holds stays: whoever looks up verifies. <b>Single-threaded.</b> Hot path: allocates only while it
 * grows.
 */
final class UniqueClaims {
  private static final int CAPACITY_FIRST = 16;
  private static final int CAPACITY_KEPT_MAX = 1 << 15;

  /** From a hash to its last claim plus one. */
  private final LongTable last = new LongTable();

  private int[] nodes = new int[0];

  /** The claim before under the same hash plus one. */
  private int[] before = new int[0];

  private int count;

  /** Lists a node under a hash. */
  void add(long hash, int node) {
    if (count == nodes.length) {
      nodes = Arrays.copyOf(nodes, Math.max(CAPACITY_FIRST, 2 * count));
      before = Arrays.copyOf(before, nodes.length);
    }
    nodes[count] = node;
    before[count] = (int) last.put(hash, count + 1L);
    count++;
  }

  /** Hands the nodes listed under a hash to a sink until it says false. */
  void lookUp(long hash, CandidateSink sink) {
    int claim = count == 0 ? 0 : (int) last.get(hash);
    while (claim != 0 && sink.take(nodes[claim - 1])) {
      claim = before[claim - 1];
    }
  }

  /** Forgets all. */
  void clear() {
    last.clear();
    count = 0;
    if (nodes.length > CAPACITY_KEPT_MAX) {
      nodes = new int[0];
      before = new int[0];
    }
  }
}
