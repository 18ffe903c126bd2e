package dev.thermograph.engine.internal.memory;

import dev.thermograph.engine.error.MemoryRefusedException;
import dev.thermograph.error.Messages;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Extents in plain off-heap memory: for engines in memory, which are made and closed quickly, and
 * need no JVM flags.
 */
public final class ArenaExtents implements Extents {
  private static final int ALIGNMENT = 8;

  private final Arena arena = Arena.ofShared();
  private final List<Extent> extents = new CopyOnWriteArrayList<>();
  private boolean closed;

  private record Extent(int regionBytes, long start, int regionCount) {
    long bytes() {
      return (long) regionBytes * regionCount;
    }

    long[] addresses() {
      long[] addresses = new long[regionCount];
      for (int region = 0; region < regionCount; region++) {
        addresses[region] = start + (long) region * regionBytes;
      }
      return addresses;
    }
  }

  /** No extents yet. */
  public ArenaExtents() {}

  @Override
  public long[] add(int regionBytes, int regionCount) {
    Extent extent;
    try {
      long start = arena.allocate((long) regionBytes * regionCount, ALIGNMENT).address();
      extent = new Extent(regionBytes, start, regionCount);
    } catch (OutOfMemoryError e) {
      throw new MemoryRefusedException(
          Messages.format(
              "no room for an extent: place=memory regionBytes=%d regionCount=%d",
              regionBytes, regionCount),
          e);
    }
    extents.add(extent);
    return extent.addresses();
  }

  @Override
  public int count() {
    return extents.size();
  }

  @Override
  public long[] addresses(int extent) {
    return extents.get(extent).addresses();
  }

  @Override
  public int regionBytes(int extent) {
    return extents.get(extent).regionBytes();
  }

  @Override
  public long usedBytes(int extent) {
    return extents.get(extent).bytes();
  }

  @Override
  public long usedBytes() {
    return closed ? 0 : extents.stream().mapToLong(Extent::bytes).sum();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      arena.close();
    }
  }
}
