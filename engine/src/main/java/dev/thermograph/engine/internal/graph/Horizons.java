package dev.thermograph.engine.internal.graph;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How far back each kind is kept: the sequence from which on views may read it. They only rise.
 *
 * <p><b>Threads:</b> one writer raises them, any thread reads them; by volatile accesses.
 */
final class Horizons {
  private volatile long floor;
  private volatile long highest;
  private volatile AtomicLongArray kinds = new AtomicLongArray(0);

  /** Raises those of all kinds. */
  void raiseAll(long sequence) {
    floor = Math.max(floor, sequence);
    highest = Math.max(highest, sequence);
  }

  /** Raises that of one kind. */
  void raise(int kind, long sequence) {
    AtomicLongArray known = kinds;
    if (kind >= known.length()) {
      known = grown(known, kind);
      kinds = known;
    }
    known.set(kind, Math.max(known.get(kind), sequence));
    highest = Math.max(highest, sequence);
  }

  private static AtomicLongArray grown(AtomicLongArray known, int kind) {
    long[] copy = new long[Math.max(kind + 1, 2 * known.length())];
    Arrays.setAll(copy, index -> index < known.length() ? known.get(index) : 0);
    return new AtomicLongArray(copy);
  }

  /** The highest of all. */
  long highest() {
    return highest;
  }

  /** That of a kind, also of one that has none of its own. */
  long of(int kind) {
    AtomicLongArray known = kinds;
    long own = kind < known.length() ? known.get(kind) : 0;
    return Math.max(floor, own);
  }
}
