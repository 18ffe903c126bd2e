package dev.thermograph.engine.graph;

/**
 * How many nodes and edges a transaction changes, each counted once. <em>Immutable.</em>
 *
 * @param nodesCreated new nodes, and those brought back
 * @param nodesUpdated nodes that were there before and are still
 * @param nodesDeleted nodes that were there before
 * @param edgesCreated new edges, and those brought back
 * @param edgesUpdated edges that were there before and are still
 * @param edgesDeleted edges that were there before
 */
public record ChangeCounts(
    int nodesCreated,
    int nodesUpdated,
    int nodesDeleted,
    int edgesCreated,
    int edgesUpdated,
    int edgesDeleted) {
  /** No changes. */
  public static final ChangeCounts NONE = new ChangeCounts(0, 0, 0, 0, 0, 0);

  /** All together. */
  public int total() {
    return nodesCreated + nodesUpdated + nodesDeleted + edgesCreated + edgesUpdated + edgesDeleted;
  }
}
