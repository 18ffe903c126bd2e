package dev.thermograph.planted.engine.internal.store;

import net.openhft.planted.StandInForChronicle;

/** The one place that may know Chronicle. */
public class GoodStore {
  @Override
  public String toString() {
    return new StandInForChronicle().toString();
  }
}
