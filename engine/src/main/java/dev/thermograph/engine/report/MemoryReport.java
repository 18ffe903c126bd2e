package dev.thermograph.engine.report;

import java.util.List;

/**
 * How much memory an engine's tenants take. <em>Immutable.</em>
 *
 * @param tenants those whose memory is open, in the order of their numbers
 * @param offHeapBytes of all of them
 * @param heapBytes of all of them, estimated
 * @param fileBytes of all tenants, open or not
 */
public record MemoryReport(
    List<TenantMemory> tenants, long offHeapBytes, long heapBytes, long fileBytes) {
  /** Keeps a copy. */
  public MemoryReport {
    tenants = List.copyOf(tenants);
  }

  /**
   * One tenant.
   *
   * @param name its name
   * @param number its number
   * @param maps its off-heap memory, map by map; when it is in files, the maps are their contents
   * @param offHeapBytes of all maps
   * @param usedBytes in blocks that are in use: what is now, and the retained past
   * @param freeBytes in blocks that can be had at once, or were never used
   * @param retiredBytes in blocks that wait for views to close
   * @param heapBytes estimated
   */
  public record TenantMemory(
      String name,
      int number,
      List<MapMemory> maps,
      long offHeapBytes,
      long usedBytes,
      long freeBytes,
      long retiredBytes,
      long heapBytes) {
    /** Keeps a copy. */
    public TenantMemory {
      maps = List.copyOf(maps);
    }
  }

  /**
   * One map.
   *
   * @param index its place among those of its tenant
   * @param regionBytes length of each region
   * @param regionCount how many regions
   * @param bytes of memory or file, what the map takes for itself included
   * @param isFile whether it is a file
   */
  public record MapMemory(
      int index, int regionBytes, int regionCount, long bytes, boolean isFile) {}
}
