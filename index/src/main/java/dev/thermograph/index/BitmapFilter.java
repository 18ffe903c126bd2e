package dev.thermograph.index;

import org.roaringbitmap.RoaringBitmap;

/** The entities of a bitmap. */
record BitmapFilter(RoaringBitmap entities) implements EntityFilter {

  @Override
  public boolean accepts(int entity) {
    return entities.contains(entity);
  }

  @Override
  public long cardinality() {
    return entities.getLongCardinality();
  }

  @Override
  public int next(int entity) {
    return (int) entities.nextValue(entity);
  }
}
