package dev.thermograph.index.lucene;

import dev.thermograph.index.SearchCost;
import dev.thermograph.index.VectorHits;
import dev.thermograph.index.VectorMetric;
import java.util.Arrays;

/**
 * The best so far: a heap with the worst on top, so that one comparison tells whether another one
 * is good enough. Nearer is better, then the smaller entity number. Single-threaded.
 */
final class NearestHeap {
  private static final int FIRST_CAPACITY = 64;

  private final int countMax;
  private float[] nearness;
  private int[] entities;
  private long[] froms;
  private int count;

  NearestHeap(int countMax) {
    this.countMax = countMax;
    int capacity = Math.min(countMax, FIRST_CAPACITY);
    nearness = new float[capacity];
    entities = new int[capacity];
    froms = new long[capacity];
  }

  boolean isFull() {
    return count == countMax;
  }

  void offer(float near, int entity, long from) {
    if (count < countMax) {
      grow();
      up(count++, near, entity, from);
    } else if (isBetter(near, entity, nearness[0], entities[0])) {
      down(count, near, entity, from);
    }
  }

  private static boolean isBetter(float near, int entity, float otherNear, int otherEntity) {
    return near > otherNear || (near == otherNear && entity < otherEntity);
  }

  private void grow() {
    if (count < nearness.length) {
      return;
    }
    int capacity = Math.min(countMax, 2 * count);
    nearness = Arrays.copyOf(nearness, capacity);
    entities = Arrays.copyOf(entities, capacity);
    froms = Arrays.copyOf(froms, capacity);
  }

  private void up(int end, float near, int entity, long from) {
    int at = end;
    while (at > 0) {
      int parent = (at - 1) >> 1;
      if (!isBetter(nearness[parent], entities[parent], near, entity)) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    set(at, near, entity, from);
  }

  /** Puts an element in at the top of the first {@code size} and lets it sink. */
  private void down(int size, float near, int entity, long from) {
    int at = 0;
    int child = 1;
    while (child < size) {
      if (child + 1 < size
          && isBetter(nearness[child], entities[child], nearness[child + 1], entities[child + 1])) {
        child++;
      }
      if (!isBetter(near, entity, nearness[child], entities[child])) {
        break;
      }
      move(child, at);
      at = child;
      child = 2 * at + 1;
    }
    set(at, near, entity, from);
  }

  private void move(int source, int target) {
    set(target, nearness[source], entities[source], froms[source]);
  }

  private void set(int at, float near, int entity, long from) {
    nearness[at] = near;
    entities[at] = entity;
    froms[at] = from;
  }

  /** What is in the heap, best first. Empties it. */
  VectorHits toHits(VectorMetric metric, SearchCost cost) {
    int size = count;
    float[] nearBest = new float[size];
    int[] entitiesBest = new int[size];
    long[] fromsBest = new long[size];
    for (int at = size - 1; at >= 0; at--) {
      nearBest[at] = nearness[0];
      entitiesBest[at] = entities[0];
      fromsBest[at] = froms[0];
      down(at, nearness[at], entities[at], froms[at]);
    }
    count = 0;
    return new VectorHits(metric, entitiesBest, fromsBest, nearBest, cost);
  }
}
