package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.memory.Extents;
import dev.thermograph.engine.internal.memory.Space;
import java.util.ArrayList;
import java.util.List;

/**
 * How much memory a tenant has. <em>Immutable.</em>
 *
 * @param extents one after the other
 * @param usedBytes of blocks in use
 * @param freeBytes of blocks that can be had at once, or were never used
 * @param retiredBytes of blocks that wait for views to close
 * @param heapBytes estimated
 */
public record MemoryUse(
    List<ExtentUse> extents, long usedBytes, long freeBytes, long retiredBytes, long heapBytes) {
  /** Slot tables, pins, buffers, and what comes with each object, as measured. */
  private static final long HEAP_BYTES_BASE = 200_000;

  /** An entry of a map and a short text. */
  private static final long HEAP_BYTES_PER_NAME = 150;

  /** Keeps a copy. */
  public MemoryUse {
    extents = List.copyOf(extents);
  }

  /**
   * One extent.
   *
   * @param regionBytes length of each region
   * @param regionCount how many
   * @param bytes of memory or file, what the map takes for itself included
   */
  public record ExtentUse(int regionBytes, int regionCount, long bytes) {}

  /** That of a tenant now; what changes meanwhile need not fit together. */
  static MemoryUse of(TenantMemory memory) {
    Space space = memory.space();
    Extents extents = space.extents();
    List<ExtentUse> uses = new ArrayList<>();
    for (int extent = 0; extent < extents.count(); extent++) {
      int regionCount = extents.addresses(extent).length;
      uses.add(new ExtentUse(extents.regionBytes(extent), regionCount, extents.usedBytes(extent)));
    }
    long used = space.usedBytes();
    long retired = space.retiredBytes();
    long heap = HEAP_BYTES_BASE + HEAP_BYTES_PER_NAME * memory.keys().count();
    return new MemoryUse(uses, used, space.totalBytes() - used - retired, retired, heap);
  }

  /** Bytes of all extents. */
  public long totalBytes() {
    return extents.stream().mapToLong(ExtentUse::bytes).sum();
  }
}
