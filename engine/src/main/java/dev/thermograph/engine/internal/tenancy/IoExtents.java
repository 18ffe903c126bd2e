package dev.thermograph.engine.internal.tenancy;

import dev.thermograph.engine.internal.memory.Extents;

/**
 * Extents in files that also grow when a caller's thread is interrupted. <b>Threads:</b> as the
 * extents themselves.
 */
final class IoExtents implements Extents {
  private final Extents extents;

  IoExtents(Extents extents) {
    this.extents = extents;
  }

  @Override
  public long[] add(int regionBytes, int regionCount) {
    try {
      return IoCalls.call("thermograph-extent", () -> extents.add(regionBytes, regionCount));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("adding an extent failed", e);
    }
  }

  @Override
  public int count() {
    return extents.count();
  }

  @Override
  public long[] addresses(int extent) {
    return extents.addresses(extent);
  }

  @Override
  public int regionBytes(int extent) {
    return extents.regionBytes(extent);
  }

  @Override
  public long usedBytes(int extent) {
    return extents.usedBytes(extent);
  }

  @Override
  public long usedBytes() {
    return extents.usedBytes();
  }

  @Override
  public void close() {
    extents.close();
  }
}
