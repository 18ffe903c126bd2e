package dev.thermograph.benchmarks.graph;

/**
 * A product, or a plain array, that holds the graph of the benchmarks.
 *
 * <p>An implementation is final and public, with a public constructor that takes the directory of
 * its files: what was closed there is open again, or it is empty. It makes a node kind with the
 * properties uid (unique, enforced), name and age, and an edge kind with the property since.
 *
 * <p>Each side has <em>ids</em> of its own for nodes, whatever is fastest for it. They are looked
 * up beforehand where a question begins at a node.
 *
 * <p><b>Threads:</b> loading on one; afterwards each {@link GraphReads} and {@link GraphCommits}
 * has a thread of its own.
 */
public interface GraphSide extends AutoCloseable {

  /** Adds nodes {@code first..end-1} in one transaction, on the disk when this returns. */
  void addNodes(int first, int end);

  /** Adds edges {@code first..end-1} in one transaction, likewise; all nodes are there. */
  void addEdges(RmatGraph graph, int first, int end);

  /** The load is over; sides that cannot answer yet get ready. */
  default void finishLoad() {}

  /** Opens what one thread reads through: a view or read transaction that stays open. */
  GraphReads openReads();

  /** Opens what one thread commits through. */
  GraphCommits openCommits();

  /** Bytes of memory outside the heap, 0 where nobody says. */
  default long offHeapBytes() {
    return 0;
  }

  /** Closes in good order. */
  @Override
  void close();
}
