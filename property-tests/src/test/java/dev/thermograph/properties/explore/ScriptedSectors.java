package dev.thermograph.properties.explore;

import java.util.random.RandomGenerator;

/**
 * Answers the draws of one power cut in {@code SUBSET} mode so that just the chosen sector writes
 * survive: bit n of the mask is the n-th one. Its user checks the count of what was lost, so that a
 * change of the drawing order is noticed. <b>Single-threaded</b>, for one cut.
 */
final class ScriptedSectors implements RandomGenerator {
  /** Sectors are kept when a drawn byte is below half of its range. */
  private static final int TEMPER_HALF = 2;

  private static final int TEMPERS = 7;
  private static final int LENGTH_CHOICES = 4;

  private long mask;

  ScriptedSectors(long mask) {
    this.mask = mask;
  }

  @Override
  public int nextInt(int bound) {
    return switch (bound) {
      case TEMPERS -> TEMPER_HALF;
      case LENGTH_CHOICES -> LENGTH_CHOICES - 1; // the length as written
      default -> 0;
    };
  }

  @Override
  public long nextLong() {
    long drawn = 0;
    for (int index = 0; index < Long.BYTES; index++) {
      boolean kept = (mask & 1) == 1;
      mask >>>= 1;
      drawn |= (kept ? 0L : 0xffL) << (index * Byte.SIZE);
    }
    return drawn;
  }
}
