package dev.thermograph.index.internal.entry;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Closed entries by their end, the earliest first: a binary heap outside the heap. Entries come
 * nearly in order, so adding costs O(1) then; removing O(log n). Single-threaded: the writer.
 */
final class CloseHeap {
  private static final int BLOCK_SHIFT = 10;
  private static final int BLOCK_MASK = (1 << BLOCK_SHIFT) - 1;
  private static final long TO = 0;
  private static final long FROM = TO + Long.BYTES;
  private static final long ENTITY = FROM + Long.BYTES;
  private static final long RECORD_BYTES = ENTITY + Long.BYTES;
  private static final long BLOCK_BYTES = RECORD_BYTES << BLOCK_SHIFT;

  private final Arena arena;
  private final List<MemorySegment> blocks = new ArrayList<>();
  private int count;

  CloseHeap(Arena arena) {
    this.arena = arena;
  }

  boolean isEmpty() {
    return count == 0;
  }

  long firstTo() {
    return to(0);
  }

  long firstFrom() {
    return block(0).get(ValueLayout.JAVA_LONG, offset(0) + FROM);
  }

  int firstEntity() {
    return block(0).get(ValueLayout.JAVA_INT, offset(0) + ENTITY);
  }

  void add(long to, int entity, long from) {
    if (count >> BLOCK_SHIFT == blocks.size()) {
      blocks.add(arena.allocate(BLOCK_BYTES, Long.BYTES));
    }
    int at = count++;
    while (at > 0) {
      int parent = (at - 1) >> 1;
      if (to(parent) <= to) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    MemorySegment block = block(at);
    block.set(ValueLayout.JAVA_LONG, offset(at) + TO, to);
    block.set(ValueLayout.JAVA_LONG, offset(at) + FROM, from);
    block.set(ValueLayout.JAVA_INT, offset(at) + ENTITY, entity);
  }

  void removeFirst() {
    int last = --count;
    long to = to(last);
    int at = 0;
    int child = 1;
    while (child < last) {
      if (child + 1 < last && to(child + 1) < to(child)) {
        child++;
      }
      if (to <= to(child)) {
        break;
      }
      move(child, at);
      at = child;
      child = 2 * at + 1;
    }
    move(last, at);
  }

  private long to(int at) {
    return block(at).get(ValueLayout.JAVA_LONG, offset(at) + TO);
  }

  private void move(int source, int target) {
    MemorySegment.copy(block(source), offset(source), block(target), offset(target), RECORD_BYTES);
  }

  private MemorySegment block(int at) {
    return blocks.get(at >> BLOCK_SHIFT);
  }

  private static long offset(int at) {
    return (at & BLOCK_MASK) * RECORD_BYTES;
  }

  long bytes() {
    return blocks.size() * BLOCK_BYTES;
  }
}
