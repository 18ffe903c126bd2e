package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.memory.Space;
import dev.thermograph.error.InvalidArgumentException;
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

  /** An index that was added. */
  HashIndex require(int index) {
    HashIndex[] known = indexes;
    InvalidArgumentException.requireRange("index", index, 0, known.length - 1L);
    return known[index];
  }

  /** An index that is not there yet lists nothing. */
  void open(int index, long hash, HashCursor cursor) {
    HashIndex[] known = indexes;
    if (index < 0) {
      throw new InvalidArgumentException("index is negative: index=" + index);
    }
    if (index < known.length) {
      cursor.open(known[index], hash);
    } else {
      cursor.openEmpty();
    }
  }

  /** Says where the indexes are. */
  void save(RootWriter roots) {
    HashIndex[] known = indexes;
    roots.putInt(known.length);
    for (HashIndex index : known) {
      index.save(roots);
    }
  }

  /** Finds them again; there must be none. */
  void restore(RootReader roots) {
    HashIndex[] known = new HashIndex[roots.getCount()];
    Arrays.setAll(known, _ -> HashIndex.restored(space, roots));
    indexes = known;
  }
}
