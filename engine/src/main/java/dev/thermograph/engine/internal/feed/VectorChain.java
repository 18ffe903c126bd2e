package dev.thermograph.engine.internal.feed;

import dev.thermograph.engine.internal.block.PropertyBlockReader;
import dev.thermograph.engine.internal.graph.ElementHistory;
import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.index.EntryChain;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The vectors that one node had, one after the other, out of its retained versions.
 * <b>Single-threaded:</b> who fills the index. Allocates only to grow.
 */
final class VectorChain implements EntryChain {
  private static final int CAPACITY_FIRST = 8;

  private final VectorField field;
  private final PropertyBlockReader reader = new PropertyBlockReader();
  private long[] from = new long[CAPACITY_FIRST];
  private long[] to = new long[CAPACITY_FIRST];
  private long[] offsets = new long[CAPACITY_FIRST];
  private int size;

  VectorChain(VectorField field) {
    this.field = field;
  }

  /** Takes what a node's versions have; valid while these are kept. */
  void show(ElementHistory history) {
    size = 0;
    for (int version = 0; version < history.count(); version++) {
      end(history.sequence(version));
      if (history.blockBytes(version) != ElementHistory.DELETED) {
        begin(history.sequence(version), history.block(version));
      }
    }
  }

  private void begin(long sequence, long block) {
    int index = field.find(reader.wrap(Memory.EVERYTHING, block));
    if (index != VectorField.ABSENT) {
      if (size == from.length) {
        from = Arrays.copyOf(from, 2 * size);
        to = Arrays.copyOf(to, 2 * size);
        offsets = Arrays.copyOf(offsets, 2 * size);
      }
      from[size] = sequence;
      to[size] = OPEN;
      offsets[size] = reader.offsetAt(index);
      size++;
    }
  }

  /** The index takes neighbours with equal bytes as one, so they need not be compared here. */
  private void end(long sequence) {
    if (size > 0 && to[size - 1] == OPEN) {
      to[size - 1] = sequence;
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long from(int entry) {
    return from[entry];
  }

  @Override
  public long to(int entry) {
    return to[entry];
  }

  @Override
  public MemorySegment vector(int entry) {
    return Memory.EVERYTHING;
  }

  @Override
  public long offset(int entry) {
    return offsets[entry];
  }
}
