package dev.thermograph.engine.internal.memory;

import dev.thermograph.engine.error.LaterVersionException;

/**
 * Who has which regions of a tenant's memory: the number of a region stands in bits 32 to 47 of a
 * reference, so it says whose a block is.
 *
 * <pre>
 *  0                    49,152             57,344             65,536
 *  +--------------------+------------------+------------------+
 *  | the graph          | reserved: CRDTs  | reserved: blobs  |
 *  +--------------------+------------------+------------------+
 * </pre>
 *
 * What is reserved is for later versions: values that merge, and large values beside the
 * properties. Regions are numbered in the order of their extents, so memory with more of them than
 * the graph can have is of a later version, and refused.
 */
final class RegionLayout {
  /** Regions below are the graph's: 768 GiB when most have the usual length. */
  static final int GRAPH_END = 0xC000;

  /** Regions from the graph's end up to here are reserved for values that merge. */
  static final int CRDT_END = 0xE000;

  /** Regions from there up to here are reserved for large values. */
  static final int BLOB_END = 1 << 16;

  private RegionLayout() {}

  /**
   * Refuses memory that has regions of a later version.
   *
   * @param regionCount of all its extents
   */
  static void requireKnown(int regionCount) {
    if (regionCount > GRAPH_END) {
      String whose = regionCount > CRDT_END ? "regions of blobs" : "regions of CRDTs";
      throw new LaterVersionException(whose, regionCount - 1, "a tenant's memory");
    }
  }
}
