package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.internal.block.PropertyBlockWriter;

/**
 * What one transaction at a time keeps its changes in. It is used again, so that a small
 * transaction after the first makes few objects. <b>Single-threaded:</b> its transaction.
 */
final class Workspace {
  private final ChangedElements nodes = new ChangedElements();
  private final ChangedElements edges = new ChangedElements();
  private final UniqueClaims claims = new UniqueClaims();
  private final OwnAdjacency adjacency = new OwnAdjacency(edges);
  private final PropertyBlockWriter writer = new PropertyBlockWriter();
  private final Scratch scratch;

  /** For transactions whose commits have at most so many bytes. */
  Workspace(int commitBytesMax) {
    this.scratch = new Scratch(commitBytesMax);
  }

  ChangedElements nodes() {
    return nodes;
  }

  ChangedElements edges() {
    return edges;
  }

  /** Which hashes the transaction's nodes have. */
  UniqueClaims claims() {
    return claims;
  }

  /** Which edges the transaction adds to nodes. */
  OwnAdjacency adjacency() {
    return adjacency;
  }

  /** Writes one property block after the other. */
  PropertyBlockWriter writer() {
    return writer;
  }

  /** Keeps the property blocks. */
  Scratch scratch() {
    return scratch;
  }

  /** Forgets all changes. */
  void clear() {
    nodes.clear();
    edges.clear();
    claims.clear();
    adjacency.clear();
    scratch.clear();
  }
}
