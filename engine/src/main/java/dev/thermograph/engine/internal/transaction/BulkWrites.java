package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.BulkRefusedException;
import dev.thermograph.error.ThermographException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the changes of a call for many, all of them or none. <b>Single-threaded:</b> its
 * transaction.
 */
final class BulkWrites {
  private final ChangedElements nodes;
  private final ChangedElements edges;

  BulkWrites(Workspace workspace) {
    this.nodes = workspace.nodes();
    this.edges = workspace.edges();
  }

  /** Makes the change of one element. */
  interface Step<T, R> {
    R make(T element);
  }

  /**
   * Makes the changes in order.
   *
   * @param given the elements, no longer the caller's code, which could write by itself
   * @throws BulkRefusedException when one is refused; it has the index, and nothing has changed
   */
  <T, R> List<R> run(List<? extends T> given, Step<T, R> step) {
    List<R> results = new ArrayList<>(given.size());
    nodes.beginUndoable();
    edges.beginUndoable();
    boolean isDone = false;
    try {
      for (T element : given) {
        results.add(make(results.size(), element, step));
      }
      isDone = true;
      return results;
    } finally {
      nodes.endUndoable(isDone);
      edges.endUndoable(isDone);
    }
  }

  /** One change; its index is told when it is refused. */
  static <T, R> R make(int index, T element, Step<T, R> step) {
    try {
      return step.make(element);
    } catch (ThermographException e) {
      throw new BulkRefusedException(index, e);
    }
  }

  /** The elements as they are now. */
  static <T> List<T> copy(Iterable<? extends T> elements) {
    List<T> copy = new ArrayList<>();
    elements.forEach(copy::add);
    return copy;
  }
}
