package dev.thermograph.planted.wal.cycle.deeper;

import dev.thermograph.planted.wal.cycle.BadCycle;

/** The other half of the cycle. */
public final class BadCycleBack {
  /** Not a constant expression, so that the use of it stays in the class file. */
  public static final String NAME = BadCycleBack.class.getSimpleName();

  @Override
  public String toString() {
    return new BadCycle().toString();
  }
}
