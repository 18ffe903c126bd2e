package dev.thermograph.planted.index;

import dev.thermograph.planted.wal.GoodWal;

final class BadIndexThatKnowsTheLog {
  @Override
  public String toString() {
    return new GoodWal().toString();
  }
}
