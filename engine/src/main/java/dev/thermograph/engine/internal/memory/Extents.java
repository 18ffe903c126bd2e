package dev.thermograph.engine.internal.memory;

/**
 * Where a tenant's off-heap memory comes from: extents, each of some regions of equal length.
 *
 * <p><b>Single-threaded</b>, but until {@link #close} any thread may read the memory, and ask how
 * many extents there are and how long each is.
 */
public interface Extents extends AutoCloseable {
  /** Makes one more extent and returns the addresses of its regions, 8-byte aligned, all zero. */
  long[] add(int regionBytes, int regionCount);

  /** Count of extents, those found at opening included. */
  int count();

  /** Addresses of the regions of an extent. */
  long[] addresses(int extent);

  /** Length of each region of an extent. */
  int regionBytes(int extent);

  /** Bytes of memory or file of an extent, what the map takes for itself included. */
  default long usedBytes(int extent) {
    return (long) regionBytes(extent) * addresses(extent).length;
  }

  /**
   * Bytes of memory, or of files when there are some, what the maps take for themselves included.
   */
  long usedBytes();

  /** Gives the memory back; its addresses must not be used any more. Idempotent. */
  @Override
  void close();
}
