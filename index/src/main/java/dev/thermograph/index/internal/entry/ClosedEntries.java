package dev.thermograph.index.internal.entry;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The ends of closed entries: extendible hashing over {@link ClosedPages pages} (Fagin et al. 1979,
 * doi:10.1145/320083.320092), so that growing moves one page at a time and never stops the writer
 * for a whole table.
 *
 * <p>Thread-safe for one writer and any readers without locks: a page has a version that is odd
 * while it changes. A reader that finds another version, another directory or another page in it
 * than before looks again. Pages are never given back, so what it reads is always a page.
 */
final class ClosedEntries {
  /** {@link #end} of what is not here. */
  static final long ABSENT = -1;

  private static final int DEPTH_MAX = 26;
  private static final VarHandle PAGE = MethodHandles.arrayElementVarHandle(int[].class);

  private final ClosedPages pages;

  /** 2^depth page numbers, chosen by the highest bits of the hash. */
  private volatile int[] directory;

  private long present;
  private volatile long count;

  ClosedEntries(Arena arena) {
    pages = new ClosedPages(arena);
    directory = new int[] {pages.add(0)};
  }

  long end(int entity, long from) {
    long hash = hash(entity, from);
    for (int tries = 0; ; tries++) {
      int[] seen = directory;
      int index = index(hash, seen);
      int page = (int) PAGE.getAcquire(seen, index);
      long version = pages.beginReading(page);
      if (version != ClosedPages.CHANGING) {
        long end = pages.find(page, hash, entity, from);
        if (pages.unchanged(page, version)
            && directory == seen
            && (int) PAGE.getOpaque(seen, index) == page) {
          return end;
        }
      }
      pause(tries);
    }
  }

  /** The writer changes a page in less than a microsecond, unless it has lost its processor. */
  @SuppressWarnings("ThreadPriorityCheck") // a writer that waits for a processor gets this one
  private static void pause(int tries) {
    if (tries % 64 == 63) {
      Thread.yield();
    } else {
      Thread.onSpinWait();
    }
  }

  void put(int entity, long from, long to) {
    long hash = hash(entity, from);
    int page = page(hash);
    while (pages.isFull(page)) {
      split(hash, page);
      page = page(hash);
    }
    pages.beginWriting(page);
    boolean added = pages.put(page, hash, entity, from, to);
    pages.endWriting(page);
    if (added) {
      count = ++present;
    }
  }

  void remove(int entity, long from) {
    long hash = hash(entity, from);
    int page = page(hash);
    pages.beginWriting(page);
    boolean removed = pages.remove(page, hash, entity, from);
    pages.endWriting(page);
    if (removed) {
      count = --present;
    }
  }

  private void split(long hash, int page) {
    int depth = pages.depth(page);
    if (1 << depth == directory.length) {
      directory = doubled(directory, depth);
    }
    int[] all = directory;
    int sibling = pages.add(depth + 1);
    pages.beginWriting(page);
    pages.moveHalf(page, sibling);
    // Those of the page's indexes that have a one after the first `depth` bits.
    int span = all.length >> (depth + 1);
    int first = index(hash, all) / (2 * span) * (2 * span) + span;
    for (int i = first; i < first + span; i++) {
      PAGE.setRelease(all, i, sibling);
    }
    pages.endWriting(page);
  }

  private static int[] doubled(int[] all, int depth) {
    if (depth == DEPTH_MAX) {
      throw new IllegalStateException("too many closed entries: directory=" + all.length);
    }
    int[] twice = new int[2 * all.length];
    Arrays.setAll(twice, i -> all[i >> 1]);
    return twice;
  }

  private int page(long hash) {
    int[] all = directory;
    return all[index(hash, all)];
  }

  private static int index(long hash, int[] directory) {
    // A directory of one has no bits, and a shift by 64 would be one by 0.
    return (int) (hash >>> 1 >>> Long.numberOfLeadingZeros(directory.length));
  }

  /** The finalizer of MurmurHash3 over both numbers. */
  static long hash(int entity, long from) {
    long h = from * 0x9E3779B97F4A7C15L + entity * 0xC2B2AE3D27D4EB4FL;
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }

  long count() {
    return count;
  }

  long bytes() {
    return pages.bytes();
  }
}
