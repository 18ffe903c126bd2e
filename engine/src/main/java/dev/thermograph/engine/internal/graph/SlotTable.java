package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Space;
import java.util.Arrays;

/**
 * Slots of equal length, found by a dense number: 0, 1, 2 and so on.
 *
 * <p>Slots lie in chunks that are never moved; a slot that nobody wrote is all zero. On the heap
 * stands one address per chunk. <b>Threads:</b> one writer calls {@link #require}; any thread may
 * call {@link #find}.
 */
final class SlotTable {
  private static final int CHUNK_SLOTS_BITS = 9;
  private static final int CHUNK_SLOTS = 1 << CHUNK_SLOTS_BITS;
  private static final int CHUNKS_MIN = 4;

  private final Space space;
  private final int slotBytes;
  private volatile long[] chunks = new long[CHUNKS_MIN];

  SlotTable(Space space, int slotBytes) {
    this.space = space;
    this.slotBytes = slotBytes;
  }

  /** Address of a slot, or 0 when no slot near it was ever required. Hot path. */
  long find(int number) {
    long[] seen = chunks;
    int chunk = number >>> CHUNK_SLOTS_BITS;
    if (chunk >= seen.length || seen[chunk] == 0) {
      return 0;
    }
    return seen[chunk] + (long) (number & (CHUNK_SLOTS - 1)) * slotBytes;
  }

  /** Address of a slot, made when it is not there yet. Writer only. */
  long require(int number) {
    long found = find(number);
    if (found != 0) {
      return found;
    }
    int chunk = number >>> CHUNK_SLOTS_BITS;
    long[] old = chunks;
    long[] grown = Arrays.copyOf(old, Math.max(old.length, Integer.highestOneBit(chunk) << 1));
    grown[chunk] = space.address(space.allocateZeroed(CHUNK_SLOTS * slotBytes));
    chunks = grown;
    return find(number);
  }
}
