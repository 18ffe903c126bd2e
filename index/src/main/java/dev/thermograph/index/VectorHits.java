package dev.thermograph.index;

import java.util.Objects;

/** What a search found, nearest first; equal ones by entity number. Immutable. */
public final class VectorHits {
  private final VectorMetric metric;
  private final int[] entities;
  private final long[] froms;
  private final float[] nearness;
  private final SearchCost cost;

  /** Of equally long arrays, which are kept; the index makes these. */
  public VectorHits(
      VectorMetric metric, int[] entities, long[] froms, float[] nearness, SearchCost cost) {
    if (entities.length != froms.length || entities.length != nearness.length) {
      throw new IllegalArgumentException(
          "lengths differ: " + entities.length + " " + froms.length + " " + nearness.length);
    }
    this.metric = metric;
    this.entities = entities;
    this.froms = froms;
    this.nearness = nearness;
    this.cost = cost;
  }

  /** How many there are: what was asked for, or all that the view and the filter accept. */
  public int size() {
    return entities.length;
  }

  /** The entity of a hit, 0 is the nearest. */
  public int entity(int hit) {
    return entities[Objects.checkIndex(hit, entities.length)];
  }

  /** The sequence that gave the entity the vector which was found. */
  public long from(int hit) {
    return froms[Objects.checkIndex(hit, froms.length)];
  }

  /** See {@link VectorMetric}: greater is nearer. */
  public float nearness(int hit) {
    return nearness[Objects.checkIndex(hit, nearness.length)];
  }

  /** See {@link VectorMetric}: smaller is nearer. */
  public float distance(int hit) {
    return metric.distance(nearness(hit));
  }

  /** See {@link VectorMetric}: 0 or more, greater is nearer. */
  public float score(int hit) {
    return metric.score(nearness(hit));
  }

  /** What it took. */
  public SearchCost cost() {
    return cost;
  }
}
