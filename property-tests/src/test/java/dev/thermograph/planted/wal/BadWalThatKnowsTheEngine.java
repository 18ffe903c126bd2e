package dev.thermograph.planted.wal;

import dev.thermograph.planted.engine.Target;

final class BadWalThatKnowsTheEngine {
  @Override
  public String toString() {
    return new Target().toString();
  }
}
