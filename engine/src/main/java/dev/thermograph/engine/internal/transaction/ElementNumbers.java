package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.graph.NumbersUsedUpException;
import dev.thermograph.engine.internal.graph.GraphStore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives out the numbers of new nodes, or edges, each once. What a transaction took and did not
 * commit leaves a gap. <em>Thread-safe.</em>
 */
final class ElementNumbers {
  private final String what;
  private final AtomicInteger next;

  /**
   * Numbers from one on.
   *
   * @param what whose, for messages
   */
  ElementNumbers(String what, int first) {
    this.what = what;
    this.next = new AtomicInteger(first);
  }

  /** The next number. */
  int take() {
    int number = next.getAndIncrement();
    if (number < 0 || number >= GraphStore.NODE_COUNT_MAX) {
      next.decrementAndGet();
      throw new NumbersUsedUpException(what, GraphStore.NODE_COUNT_MAX);
    }
    return number;
  }
}
