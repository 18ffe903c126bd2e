package dev.thermograph.engine.internal.transaction;

import dev.thermograph.engine.error.TenantFullException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives out the numbers of new nodes, or edges, each once. What a transaction took and did not
 * commit leaves a gap. <em>Thread-safe.</em>
 */
final class ElementNumbers {
  private final String what;
  private final int limit;
  private final AtomicInteger next;

  /**
   * Numbers from one on.
   *
   * @param what whose, for messages
   * @param first the first of them
   * @param limit above the last
   */
  ElementNumbers(String what, int first, int limit) {
    this.what = what;
    this.limit = limit;
    this.next = new AtomicInteger(first);
  }

  /** The next number. */
  int take() {
    int number = next.getAndIncrement();
    if (number < 0 || number >= limit) {
      next.decrementAndGet();
      throw new TenantFullException(what, limit, limit);
    }
    return number;
  }
}
