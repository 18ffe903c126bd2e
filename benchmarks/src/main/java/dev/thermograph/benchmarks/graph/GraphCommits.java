package dev.thermograph.benchmarks.graph;

/** Committing for one thread. <b>Not thread-safe.</b> */
public interface GraphCommits extends AutoCloseable {

  /**
   * Creates a node and an edge from it to another, and waits until both are on the disk. A conflict
   * with another thread is tried again, as a user would.
   *
   * @param node number of the new node, from which {@link Values} makes its properties
   * @param target the side's id of the node that the edge goes to
   */
  void commit(long node, long target);

  @Override
  void close();
}
