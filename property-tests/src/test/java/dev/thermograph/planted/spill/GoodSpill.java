package dev.thermograph.planted.spill;

import dev.thermograph.planted.engine.Target;

/** Uses only what is public. */
public final class GoodSpill {
  @Override
  public String toString() {
    return new Target().toString();
  }
}
