package dev.thermograph.engine.internal.snapshot;

/** How much a snapshot holds; its footer has the same, so that nothing is left out unnoticed. */
final class SnapshotCounts {
  long nodes;
  long nodeVersions;
  long edges;
  long edgeVersions;
  long hashes;
  long names;

  boolean isSame(SnapshotCounts other) {
    return nodes == other.nodes
        && nodeVersions == other.nodeVersions
        && edges == other.edges
        && edgeVersions == other.edgeVersions
        && hashes == other.hashes
        && names == other.names;
  }

  long elements() {
    return nodes + edges;
  }

  @Override
  public String toString() {
    return "nodes="
        + nodes
        + " nodeVersions="
        + nodeVersions
        + " edges="
        + edges
        + " edgeVersions="
        + edgeVersions
        + " hashes="
        + hashes
        + " names="
        + names;
  }
}
