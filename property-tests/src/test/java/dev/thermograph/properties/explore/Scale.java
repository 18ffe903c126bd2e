package dev.thermograph.properties.explore;

/** How big the counts are in this build. */
final class Scale {
  private Scale() {}

  /** The first figure in the test command, the second one at night. */
  static long choose(long gate, long nightly) {
    return "nightly".equals(System.getProperty("thermograph.scale")) ? nightly : gate;
  }
}
