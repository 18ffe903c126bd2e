package dev.thermograph.engine.internal.memory;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** Extents in plain off-heap memory, for tests. */
public final class ArenaExtents implements Extents {
  private static final int ALIGNMENT = 8;

  private final Arena arena = Arena.ofShared();
  private final List<Integer> lengths = new ArrayList<>();
  private final List<long[]> starts = new ArrayList<>();
  private boolean closed;

  @Override
  public long[] add(int regionBytes, int regionCount) {
    long start = arena.allocate((long) regionBytes * regionCount, ALIGNMENT).address();
    long[] addresses = new long[regionCount];
    for (int region = 0; region < regionCount; region++) {
      addresses[region] = start + (long) region * regionBytes;
    }
    lengths.add(regionBytes);
    starts.add(addresses);
    return addresses.clone();
  }

  @Override
  public int count() {
    return starts.size();
  }

  @Override
  public long[] addresses(int extent) {
    return starts.get(extent).clone();
  }

  @Override
  public int regionBytes(int extent) {
    return lengths.get(extent);
  }

  @Override
  public long usedBytes() {
    long used = 0;
    for (int extent = 0; extent < count(); extent++) {
      used += (long) regionBytes(extent) * starts.get(extent).length;
    }
    return used;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      arena.close();
    }
  }
}
