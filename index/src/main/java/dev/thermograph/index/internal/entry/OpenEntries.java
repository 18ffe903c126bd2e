package dev.thermograph.index.internal.entry;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sequence per entity number, in blocks of 4,096 that exist where an entity has one. One writer,
 * readers without locks.
 */
final class OpenEntries {
  private static final int BLOCK_SHIFT = 12;
  private static final int BLOCK_MASK = (1 << BLOCK_SHIFT) - 1;
  private static final long BLOCK_BYTES = (1L << BLOCK_SHIFT) * Long.BYTES;
  private static final VarHandle SEQUENCE = ValueLayout.JAVA_LONG.varHandle();

  private final Arena arena;
  private volatile @Nullable MemorySegment[] blocks = new MemorySegment[0];
  private int blockCount;

  OpenEntries(Arena arena) {
    this.arena = arena;
  }

  long get(int entity) {
    @Nullable MemorySegment[] all = blocks;
    int index = entity >>> BLOCK_SHIFT;
    if (index >= all.length) {
      return EntryTable.NONE;
    }
    MemorySegment block = all[index];
    return block == null ? EntryTable.NONE : (long) SEQUENCE.getAcquire(block, offset(entity));
  }

  void set(int entity, long sequence) {
    SEQUENCE.setRelease(block(entity), offset(entity), sequence);
  }

  private MemorySegment block(int entity) {
    @Nullable MemorySegment[] all = blocks;
    int index = entity >>> BLOCK_SHIFT;
    if (index >= all.length) {
      all = Arrays.copyOf(all, Math.max(index + 1, all.length + (all.length >> 1)));
    }
    MemorySegment block = all[index];
    if (block == null) {
      block = arena.allocate(BLOCK_BYTES, Long.BYTES);
      // A reader that races with this sees no block, or one of zeros.
      VarHandle.storeStoreFence();
      all[index] = block;
      blockCount++;
      blocks = all;
    }
    return block;
  }

  private static long offset(int entity) {
    return (long) (entity & BLOCK_MASK) * Long.BYTES;
  }

  long bytes() {
    return blockCount * BLOCK_BYTES;
  }
}
