package dev.thermograph.engine.internal.memory;

import java.util.Arrays;

/** From addresses back to references. <em>Immutable</em>: of the regions there were. */
final class Addresses {
  private final long[] sortedBases;
  private final int[] regions;
  private final int[] regionBytes;

  Addresses(long[] bases, int[] regionBytes) {
    this.sortedBases = bases.clone();
    Arrays.sort(sortedBases);
    this.regions = new int[bases.length];
    for (int region = 0; region < bases.length; region++) {
      regions[Arrays.binarySearch(sortedBases, bases[region])] = region;
    }
    this.regionBytes = regionBytes.clone();
  }

  /** The reference of a byte in some region. */
  long reference(long address) {
    int found = Arrays.binarySearch(sortedBases, address);
    int index = found >= 0 ? found : -found - 2;
    long offset = index < 0 ? -1 : address - sortedBases[index];
    if (offset < 0 || offset >= regionBytes[regions[index]]) {
      throw new IllegalStateException("address is in no region: address=" + address);
    }
    return Space.reference(regions[index], (int) offset);
  }
}
