package dev.thermograph.engine.report;

import java.util.List;

/**
 * How much memory an engine's tenants take. <em>Immutable.</em>
 *
 * @param tenants those whose memory is open, in the order of their numbers
 * @param offHeapBytes of all of them
 * @param heapBytes of all of them, estimated
 * @param files of each tenant, open or not, in the order of their numbers; none in memory
 * @param fileBytes of all of them
 * @param engineFiles what the engine has for all tenants together
 */
public record MemoryReport(
    List<TenantMemory> tenants,
    long offHeapBytes,
    long heapBytes,
    List<TenantFiles> files,
    long fileBytes,
    EngineFiles engineFiles) {
  /** Keeps copies. */
  public MemoryReport {
    tenants = List.copyOf(tenants);
    files = List.copyOf(files);
  }

  /** Bytes of all files. */
  public long diskBytes() {
    return fileBytes + engineFiles.logBytes() + engineFiles.listBytes();
  }

  /**
   * One tenant's files. Which map has how many of the bytes is told by {@link TenantMemory#maps}
   * while the tenant is open.
   *
   * @param name its name
   * @param number its number
   * @param mapBytes of its maps, and of the mark of a clean close
   * @param snapshotBytes of its snapshots, those being written and damaged ones included
   * @param indexBytes of its indexes
   */
  public record TenantFiles(
      String name, int number, long mapBytes, long snapshotBytes, long indexBytes) {
    /** All together. */
    public long bytes() {
      return mapBytes + snapshotBytes + indexBytes;
    }
  }

  /**
   * Files that are no single tenant's.
   *
   * @param logBytes of the log's segments, those made ahead included
   * @param listBytes of the lists of tenants
   */
  public record EngineFiles(long logBytes, long listBytes) {
    /** In memory. */
    public static final EngineFiles NONE = new EngineFiles(0, 0);
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
