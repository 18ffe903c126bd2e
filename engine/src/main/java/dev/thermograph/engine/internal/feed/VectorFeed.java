package dev.thermograph.engine.internal.feed;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.graph.GraphStore;
import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.index.VectorIndex;
import java.lang.foreign.MemorySegment;

/**
 * Tells one vector index what commits change. A commit that leaves a node's vector as it was tells
 * it nothing. <b>Single-threaded:</b> the tenant's lane. Hot path: allocates nothing.
 */
final class VectorFeed {
  private final VectorField field;
  private final GraphStore store;
  private final VectorIndex index;
  private final PropertyBlockReader before = new PropertyBlockReader();
  private final PropertyBlockReader after = new PropertyBlockReader();

  VectorFeed(VectorField field, GraphStore store, VectorIndex index) {
    this.field = field;
    this.store = store;
    this.index = index;
  }

  VectorField field() {
    return field;
  }

  VectorIndex index() {
    return index;
  }

  /** A node of the field's kind was changed by the commit that was applied last. */
  void changed(int node, long sequence) {
    int was = find(node, sequence - 1, before);
    int is = find(node, sequence, after);
    if (is == VectorField.ABSENT) {
      if (was != VectorField.ABSENT) {
        index.remove(node, sequence);
      }
    } else if (was == VectorField.ABSENT || differ(was, is)) {
      index.put(node, sequence, after.memory(), after.offsetAt(is));
    }
  }

  /** Lets go of what no view can see, and of what need not be kept for fear of its loss. */
  void moved(long oldestView, long durable) {
    index.release(Math.min(oldestView, store.horizon(field.kind())));
    index.durable(durable);
  }

  private int find(int node, long sequence, PropertyBlockReader reader) {
    long version = store.node(node, sequence);
    return version == GraphStore.NONE
        ? VectorField.ABSENT
        : field.find(reader.wrap(Memory.EVERYTHING, GraphStore.block(version)));
  }

  private boolean differ(int was, int is) {
    long one = before.offsetAt(was);
    long other = after.offsetAt(is);
    int bytes = after.lengthAt(is);
    return MemorySegment.mismatch(
            before.memory(), one, one + bytes, after.memory(), other, other + bytes)
        >= 0;
  }
}
