package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far back each kind is kept: the sequence from which on views may read it. <em>Immutable.</em>
 * They only rise; a view that took them when it was opened may go on by them until it is closed.
 */
public final class Horizons {
  /** Everything is kept. */
  static final Horizons NONE = new Horizons(0, new long[0]);

  private final long floor;
  private final long[] kinds;
  private final long highest;

  private Horizons(long floor, long[] kinds) {
    this.floor = floor;
    this.kinds = kinds;
    this.highest = Math.max(floor, Arrays.stream(kinds).max().orElse(0));
  }

  /** That of a kind, of nodes or of edges. */
  public long of(int kind) {
    return kind < kinds.length ? Math.max(floor, kinds[kind]) : floor;
  }

  /** The highest: a view whose sequence is not below it reads every kind. */
  public long highest() {
    return highest;
  }

  Horizons withFloor(long sequence) {
    return sequence <= floor ? this : new Horizons(sequence, kinds);
  }

  Horizons with(long[] wanted) {
    long[] raised = Arrays.copyOf(kinds, Math.max(kinds.length, wanted.length));
    for (int kind = 0; kind < wanted.length; kind++) {
      raised[kind] = Math.max(raised[kind], wanted[kind]);
    }
    return Arrays.equals(raised, kinds) ? this : new Horizons(floor, raised);
  }

  Horizons with(int kind, long sequence) {
    if (sequence <= of(kind)) {
      return this;
    }
    long[] raised = Arrays.copyOf(kinds, Math.max(kinds.length, kind + 1));
    raised[kind] = sequence;
    return new Horizons(floor, raised);
  }

  /** Those of kinds that differ from all kinds'. */
  Map<Integer, Long> own() {
    Map<Integer, Long> own = new TreeMap<>();
    for (int kind = 0; kind < kinds.length; kind++) {
      if (kinds[kind] > floor) {
        own.put(kind, kinds[kind]);
      }
    }
    return own;
  }

  // Over an orderly restart.

  /** Says what they are. */
  void save(RootWriter roots) {
    roots.putLong(floor);
    roots.putInt(kinds.length);
    for (long sequence : kinds) {
      roots.putLong(sequence);
    }
  }

  /** What was saved. */
  static Horizons restored(RootReader roots) {
    long floor = roots.getLong();
    long[] kinds = new long[roots.getCount()];
    Arrays.setAll(kinds, _ -> roots.getLong());
    return new Horizons(floor, kinds);
  }
}
