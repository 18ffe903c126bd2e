package dev.thermograph.benchmarks.graph;

/** Reading for one thread. <b>Not thread-safe.</b> */
public interface GraphReads extends AutoCloseable {

  /** The side's own id of the node with this uid, or -1. */
  long findNode(long uid);

  /** Age of the node with this uid, looked up each time. */
  int ageOf(long uid);

  /** Sum of the ids of the nodes that a node's outgoing edges go to, each edge counted. */
  long sumOfNeighbours(long id);

  @Override
  void close();
}
