package dev.thermograph.planted.spill;

import dev.thermograph.planted.wal.GoodWal;

final class BadSpillThatKnowsTheLog {
  @Override
  public String toString() {
    return new GoodWal().toString();
  }
}
