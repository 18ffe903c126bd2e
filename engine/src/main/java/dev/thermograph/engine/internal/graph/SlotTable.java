package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.memory.Space;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Slots of equal length, found by a dense number: 0, 1, 2 and so on.
 *
 * <p>Slots lie in chunks that are never moved nor given back; a slot that nobody wrote is all zero.
 * On the heap stands one address per chunk, in an array that doubles. <b>Threads:</b> one writer
 * calls {@link #require}; any thread may call {@link #find}.
 */
final class SlotTable {
  static final int CHUNK_SLOTS_BITS = 9;
  static final int CHUNK_SLOTS = 1 << CHUNK_SLOTS_BITS;
  private static final int CHUNKS_MIN = 4;

  /** A chunk is all zero before its address can be read. */
  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

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
    if (chunk >= seen.length) {
      return 0;
    }
    long address = (long) ELEMENT.getAcquire(seen, chunk);
    return address == 0 ? 0 : address + (long) (number & (CHUNK_SLOTS - 1)) * slotBytes;
  }

  /** Address of a slot, made when it is not there yet; O(1) amortized. Writer only. */
  long require(int number) {
    long found = find(number);
    if (found != 0) {
      return found;
    }
    int chunk = number >>> CHUNK_SLOTS_BITS;
    long[] known = chunks;
    if (chunk >= known.length) {
      known = Arrays.copyOf(known, Integer.highestOneBit(chunk) << 1);
      chunks = known;
    }
    ELEMENT.setRelease(known, chunk, space.address(space.allocateZeroed(CHUNK_SLOTS * slotBytes)));
    return find(number);
  }

  /** Says where the chunks are. */
  void save(RootWriter roots) {
    long[] known = chunks;
    roots.putInt(known.length);
    for (long chunk : known) {
      roots.putAddress(chunk);
    }
  }

  /** Finds them again; it must be empty. */
  void restore(RootReader roots) {
    long[] known = new long[roots.getCount()];
    Arrays.setAll(known, _ -> roots.getAddress());
    chunks = known;
  }
}
