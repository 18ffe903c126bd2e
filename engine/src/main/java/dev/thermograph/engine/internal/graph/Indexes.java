package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Space;
import java.util.Arrays;

/**
 * The indexes of a graph by number. <b>Threads:</b> one writer; {@link #open} and {@link #count} on
 * any thread.
 */
final class Indexes {
  private final Space space;
  private volatile HashIndex[] indexes = new HashIndex[0];

  Indexes(Space space) {
    this.space = space;
  }

  int count() {
    return indexes.length;
  }

  int add() {
    HashIndex[] known = indexes;
    HashIndex[] grown = Arrays.copyOf(known, known.length + 1);
    grown[known.length] = new HashIndex(space);
    indexes = grown;
    return known.length;
  }

  HashIndex require(int index) {
    return indexes[index];
  }

  /** An index that is not there yet lists nothing. */
  void open(int index, long hash, HashCursor cursor) {
    HashIndex[] known = indexes;
    if (index < known.length) {
      cursor.open(known[index], hash);
    } else {
      cursor.openEmpty();
    }
  }
}
