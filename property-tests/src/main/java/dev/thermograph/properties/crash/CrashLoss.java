package dev.thermograph.properties.crash;

/**
 * What a power cut took, counted over the files that survived it. Immutable.
 *
 * @param lostSectors sector writes that did not reach the disk
 * @param tornSectors sector writes of which a part reached the disk
 * @param garbageSectors sector writes that left random bytes
 * @param lostBytes by how much all files together are shorter
 * @param lostNameChanges creates, renames and deletes that did not reach the disk
 */
public record CrashLoss(
    int lostSectors, int tornSectors, int garbageSectors, long lostBytes, int lostNameChanges) {

  /** True when the power cut took or damaged anything. */
  public boolean isAny() {
    return lostSectors > 0
        || tornSectors > 0
        || garbageSectors > 0
        || lostBytes > 0
        || lostNameChanges > 0;
  }
}
