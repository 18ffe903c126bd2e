package dev.thermograph.index.internal.entry;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Pages of 128 slots with linear probing, in memory that is never given back before the end. All
 * methods that change a page are for the writer, between {@link #beginWriting} and {@link
 * #endWriting}.
 *
 * <pre>
 * page:  version u64 | depth u32 | used u32 | 128 × slot
 * slot:  from i64 (0: free) | to i64 | entity i32 | 0 i32
 * </pre>
 */
final class ClosedPages {
  /** {@link #beginReading} of a page that is being changed. */
  static final long CHANGING = -1;

  private static final int SLOTS = 128;
  private static final int USED_MAX = 96;
  private static final long VERSION = 0;
  private static final long DEPTH = VERSION + Long.BYTES;
  private static final long USED = DEPTH + Integer.BYTES;
  private static final long HEADER_BYTES = USED + Integer.BYTES;
  private static final long FROM = 0;
  private static final long TO = FROM + Long.BYTES;
  private static final long ENTITY = TO + Long.BYTES;
  private static final long SLOT_BYTES = ENTITY + Long.BYTES;
  private static final long PAGE_BYTES = HEADER_BYTES + SLOTS * SLOT_BYTES;

  /** Pages per block of memory: as many as there are, within these. */
  private static final int BLOCK_PAGES = 16;

  private static final VarHandle VERSION_HANDLE = ValueLayout.JAVA_LONG.varHandle();

  private final Arena arena;
  private volatile MemorySegment[] blocks = new MemorySegment[0];
  private int pageCount;

  ClosedPages(Arena arena) {
    this.arena = arena;
  }

  /** Writer: a new, empty page. */
  int add(int depth) {
    int page = pageCount;
    if (page == 0 || page / BLOCK_PAGES == blocks.length) {
      // The first page stands alone: most indexes never close anything.
      long bytes = page == 0 ? PAGE_BYTES : BLOCK_PAGES * PAGE_BYTES;
      MemorySegment[] more = Arrays.copyOf(blocks, blocks.length + 1);
      more[blocks.length] = arena.allocate(bytes, Long.BYTES);
      blocks = more;
      pageCount = page == 0 ? BLOCK_PAGES : page + 1;
    } else {
      pageCount++;
    }
    block(page).set(ValueLayout.JAVA_INT, start(page) + DEPTH, depth);
    return page;
  }

  /** The page's version, or {@link #CHANGING}. */
  long beginReading(int page) {
    long version = (long) VERSION_HANDLE.getAcquire(block(page), start(page) + VERSION);
    return (version & 1) == 0 ? version : CHANGING;
  }

  /** Whether what was read since {@link #beginReading} belongs together. */
  boolean unchanged(int page, long version) {
    VarHandle.loadLoadFence();
    return (long) VERSION_HANDLE.getOpaque(block(page), start(page) + VERSION) == version;
  }

  void beginWriting(int page) {
    addToVersion(page);
    VarHandle.storeStoreFence();
  }

  void endWriting(int page) {
    VarHandle.releaseFence();
    addToVersion(page);
  }

  private void addToVersion(int page) {
    MemorySegment block = block(page);
    long at = start(page) + VERSION;
    VERSION_HANDLE.setOpaque(block, at, (long) VERSION_HANDLE.get(block, at) + 1);
  }

  /** The entry's end, or {@link ClosedEntries#ABSENT}. Bounded even on a torn page. */
  long find(int page, long hash, int entity, long from) {
    MemorySegment block = block(page);
    long start = start(page) + HEADER_BYTES;
    int slot = home(hash);
    for (int i = 0; i < SLOTS; i++) {
      long at = start + slot * SLOT_BYTES;
      long found = block.get(ValueLayout.JAVA_LONG, at + FROM);
      if (found == 0) {
        return ClosedEntries.ABSENT;
      }
      if (found == from && block.get(ValueLayout.JAVA_INT, at + ENTITY) == entity) {
        return block.get(ValueLayout.JAVA_LONG, at + TO);
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return ClosedEntries.ABSENT;
  }

  boolean isFull(int page) {
    return used(page) == USED_MAX;
  }

  /** Returns whether the entry is new here. */
  boolean put(int page, long hash, int entity, long from, long to) {
    MemorySegment block = block(page);
    long start = start(page) + HEADER_BYTES;
    int slot = home(hash);
    while (true) {
      long at = start + slot * SLOT_BYTES;
      long found = block.get(ValueLayout.JAVA_LONG, at + FROM);
      boolean same = found == from && block.get(ValueLayout.JAVA_INT, at + ENTITY) == entity;
      if (found == 0 || same) {
        block.set(ValueLayout.JAVA_LONG, at + FROM, from);
        block.set(ValueLayout.JAVA_LONG, at + TO, to);
        block.set(ValueLayout.JAVA_INT, at + ENTITY, entity);
        setUsed(page, used(page) + (same ? 0 : 1));
        return !same;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
  }

  /** Returns whether the entry was here. Later slots move up, so that no gap breaks a probe. */
  boolean remove(int page, long hash, int entity, long from) {
    MemorySegment block = block(page);
    long start = start(page) + HEADER_BYTES;
    int slot = home(hash);
    while (!holds(block, start + slot * SLOT_BYTES, entity, from)) {
      if (block.get(ValueLayout.JAVA_LONG, start + slot * SLOT_BYTES + FROM) == 0) {
        return false;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    closeGap(block, start, slot);
    setUsed(page, used(page) - 1);
    return true;
  }

  private static void closeGap(MemorySegment block, long start, int removed) {
    int gap = removed;
    int slot = (gap + 1) & (SLOTS - 1);
    while (block.get(ValueLayout.JAVA_LONG, start + slot * SLOT_BYTES + FROM) != 0) {
      long at = start + slot * SLOT_BYTES;
      int home = home(ClosedEntries.hash(entity(block, at), from(block, at)));
      if (((slot - home) & (SLOTS - 1)) >= ((slot - gap) & (SLOTS - 1))) {
        MemorySegment.copy(block, at, block, start + gap * SLOT_BYTES, SLOT_BYTES);
        gap = slot;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    block.set(ValueLayout.JAVA_LONG, start + gap * SLOT_BYTES + FROM, 0);
  }

  private static boolean holds(MemorySegment block, long at, int entity, long from) {
    return from(block, at) == from && entity(block, at) == entity;
  }

  private static long from(MemorySegment block, long at) {
    return block.get(ValueLayout.JAVA_LONG, at + FROM);
  }

  private static int entity(MemorySegment block, long at) {
    return block.get(ValueLayout.JAVA_INT, at + ENTITY);
  }

  /**
   * Moves what has a one after the page's bits to the sibling, which nobody reads yet, and makes
   * both one bit deeper.
   */
  void moveHalf(int page, int sibling) {
    MemorySegment block = block(page);
    long start = start(page) + HEADER_BYTES;
    int depth = depth(page);
    byte[] slots = block.asSlice(start, SLOTS * SLOT_BYTES).toArray(ValueLayout.JAVA_BYTE);
    MemorySegment before = MemorySegment.ofArray(slots);
    block.asSlice(start, SLOTS * SLOT_BYTES).fill((byte) 0);
    block.set(ValueLayout.JAVA_INT, start(page) + DEPTH, depth + 1);
    setUsed(page, 0);
    for (int slot = 0; slot < SLOTS; slot++) {
      long from = before.get(ValueLayout.JAVA_LONG_UNALIGNED, slot * SLOT_BYTES + FROM);
      if (from != 0) {
        int entity = before.get(ValueLayout.JAVA_INT_UNALIGNED, slot * SLOT_BYTES + ENTITY);
        long to = before.get(ValueLayout.JAVA_LONG_UNALIGNED, slot * SLOT_BYTES + TO);
        long hash = ClosedEntries.hash(entity, from);
        put((hash << depth) < 0 ? sibling : page, hash, entity, from, to);
      }
    }
  }

  int depth(int page) {
    return block(page).get(ValueLayout.JAVA_INT, start(page) + DEPTH);
  }

  private int used(int page) {
    return block(page).get(ValueLayout.JAVA_INT, start(page) + USED);
  }

  private void setUsed(int page, int used) {
    block(page).set(ValueLayout.JAVA_INT, start(page) + USED, used);
  }

  /** The directory takes the highest bits, so the place in a page takes the lowest. */
  private static int home(long hash) {
    return (int) hash & (SLOTS - 1);
  }

  private MemorySegment block(int page) {
    return blocks[page / BLOCK_PAGES];
  }

  private static long start(int page) {
    return page % BLOCK_PAGES * PAGE_BYTES;
  }

  long bytes() {
    long bytes = 0;
    for (MemorySegment block : blocks) {
      bytes += block.byteSize();
    }
    return bytes;
  }
}
