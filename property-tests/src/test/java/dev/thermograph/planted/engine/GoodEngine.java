package dev.thermograph.planted.engine;

import dev.thermograph.planted.engine.internal.store.GoodStore;
import dev.thermograph.planted.wal.GoodWal;

/** Uses an internal type and the log where nobody sees it. */
public final class GoodEngine {
  private final GoodStore store = new GoodStore();

  @Override
  public String toString() {
    return store + new GoodWal().toString();
  }
}
