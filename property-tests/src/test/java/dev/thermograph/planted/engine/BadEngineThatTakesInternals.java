package dev.thermograph.planted.engine;

import dev.thermograph.planted.engine.internal.store.GoodStore;

/** Shows an internal type as a parameter. */
public abstract class BadEngineThatTakesInternals {
  /** Takes what no user may have. */
  protected abstract void use(GoodStore store);
}
