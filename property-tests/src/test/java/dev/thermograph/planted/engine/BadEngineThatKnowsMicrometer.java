package dev.thermograph.planted.engine;

import io.micrometer.planted.StandInForMicrometer;

final class BadEngineThatKnowsMicrometer {
  private final StandInForMicrometer meter = new StandInForMicrometer();

  @Override
  public String toString() {
    return meter.toString();
  }
}
