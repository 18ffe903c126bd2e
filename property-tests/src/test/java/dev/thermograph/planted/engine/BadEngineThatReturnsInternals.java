package dev.thermograph.planted.engine;

import dev.thermograph.planted.engine.internal.store.GoodStore;
import java.util.List;

/** Shows an internal type as a type argument. */
public final class BadEngineThatReturnsInternals {
  /** Returns what no user may see. */
  public List<GoodStore> stores() {
    return List.of();
  }
}
