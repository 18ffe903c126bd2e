package dev.thermograph.planted.wal.cycle;

import dev.thermograph.planted.wal.GoodWal;
import dev.thermograph.planted.wal.cycle.deeper.BadCycleBack;

/** One half of a cycle between two packages. */
public final class BadCycle {
  @Override
  public String toString() {
    return new GoodWal() + BadCycleBack.NAME;
  }
}
