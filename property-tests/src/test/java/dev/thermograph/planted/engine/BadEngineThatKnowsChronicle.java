package dev.thermograph.planted.engine;

import net.openhft.planted.StandInForChronicle;

final class BadEngineThatKnowsChronicle {
  private final StandInForChronicle map = new StandInForChronicle();

  @Override
  public String toString() {
    return map.toString();
  }
}
