package dev.thermograph.properties.kill;

/** How much a test run shall do, and from which seed. Stateless. */
public final class Scale {
  private Scale() {}

  /** One count for every change, another one for the night. */
  public static int count(int gate, int nightly) {
    return isNightly() ? nightly : gate;
  }

  /** True when there is a whole night. */
  public static boolean isNightly() {
    return System.getProperty("thermograph.scale", "gate").equals("nightly");
  }

  /** The seed to replay when one is given ({@code -Dthermograph.seed=…}), else a new one. */
  public static long seed() {
    Long given = Long.getLong("thermograph.seed");
    return given == null ? System.nanoTime() & 0xffff_ffffL : given;
  }
}
