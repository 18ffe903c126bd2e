package dev.thermograph.planted.spill;

import dev.thermograph.planted.engine.internal.store.GoodStore;

final class BadSpillThatReachesInside {
  @Override
  public String toString() {
    return new GoodStore().toString();
  }
}
