package dev.thermograph.properties.crash;

import java.util.random.RandomGenerator;

/**
 * Decides for one sector write after the other whether it is kept and whether it is damaged.
 *
 * <p>A fair coin alone would hardly ever lose exactly one sector out of many, or keep exactly one,
 * and these are the states that break logs. So each cut draws a temper first.
 * <b>Single-threaded.</b>
 */
final class SectorDice {
  /** Chances out of 256 that a sector is kept. */
  private static final int[] KEPT_OF_256 = {16, 64, 128, 192, 240};

  /** Chances out of 256 that a sector is damaged, beside the one that always is. */
  private static final int DAMAGED_OF_256 = 16;

  private static final int NONE = -1;

  private final RandomGenerator random;
  private long bits;
  private int bitsLeft;
  private int keptOf256;

  /** The number of the sector that goes against the others, and the others' fate. */
  private int oddOneOut = NONE;

  private boolean othersAreKept;
  private int damagedOne = NONE;
  private int keptIndex;
  private int damagedIndex;

  SectorDice(RandomGenerator random) {
    this.random = random;
  }

  /** Draws a temper for a cut over this many sector writes. */
  void load(int sectorCount) {
    int temper = random.nextInt(KEPT_OF_256.length + 2);
    if (temper < KEPT_OF_256.length) {
      keptOf256 = KEPT_OF_256[temper];
    } else {
      oddOneOut = random.nextInt(sectorCount);
      othersAreKept = temper == KEPT_OF_256.length;
    }
    damagedOne = random.nextInt(sectorCount);
  }

  boolean nextIsKept() {
    int index = keptIndex++;
    if (oddOneOut != NONE) {
      return othersAreKept == (index != oddOneOut);
    }
    return nextByte() < keptOf256;
  }

  boolean nextIsDamaged() {
    return damagedIndex++ == damagedOne || nextByte() < DAMAGED_OF_256;
  }

  private int nextByte() {
    if (bitsLeft == 0) {
      bits = random.nextLong();
      bitsLeft = Long.SIZE;
    }
    int value = (int) (bits & 0xff);
    bits >>>= Byte.SIZE;
    bitsLeft -= Byte.SIZE;
    return value;
  }
}
