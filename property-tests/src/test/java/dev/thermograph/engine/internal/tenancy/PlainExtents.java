package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.memory.Extents;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Extents in plain off-heap memory, which open faster than the maps that we ship. */
final class PlainExtents implements Extents {
  private record Extent(int regionBytes, int regionCount, long start) {
    long[] addresses() {
      return LongStream.range(0, regionCount).map(region -> start + region * regionBytes).toArray();
    }
  }

  private final Arena arena = Arena.ofShared();
  private final List<Extent> extents = new ArrayList<>();
  private boolean closed;

  @Override
  public long[] add(int regionBytes, int regionCount) {
    long start = arena.allocate((long) regionBytes * regionCount, Long.BYTES).address();
    extents.add(new Extent(regionBytes, regionCount, start));
    return extents.getLast().addresses();
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
    return extents.get(extent).regionBytes;
  }

  @Override
  public long usedBytes() {
    return extents.stream().mapToLong(each -> (long) each.regionBytes * each.regionCount).sum();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      arena.close();
    }
  }
}
