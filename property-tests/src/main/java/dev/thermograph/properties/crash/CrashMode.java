package dev.thermograph.properties.crash;

/**
 * What a power cut does to sectors that were written but not synced.
 *
 * <p>Whatever the mode, a sector that was synced and not written again stays as it is. A sector
 * that was written several times since its last sync may come back in any of those versions.
 */
public enum CrashMode {
  /** None of the unsynced data reached the disk. */
  NOTHING_UNSYNCED,
  /** The disk kept the order: a prefix of all unsynced writes, the last one cut at a sector. */
  PREFIX,
  /** Any subset of the unsynced sectors reached the disk. */
  SUBSET,
  /** As SUBSET, and some sectors are half new and half old, divided at any byte. */
  TORN,
  /** As SUBSET, and some sectors hold random bytes. */
  GARBAGE
}
