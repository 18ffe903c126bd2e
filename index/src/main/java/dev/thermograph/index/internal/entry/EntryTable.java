package dev.thermograph.index.internal.entry;

import java.lang.foreign.Arena;

/**
 * Until when each entry (entity, from) holds: the open ones by entity, the closed ones in a hash
 * until no view can see them. What is in neither is dead.
 *
 * <p>Thread-safe for one writer and any readers without locks. The writer closes an entry in the
 * hash before it replaces the open one, so a reader that finds its entry open is right, and one
 * that does not finds it in the hash. A reader's view is pinned: nothing that it can see is
 * released while it looks.
 */
public final class EntryTable implements AutoCloseable {
  /** {@link #open} of an entity without one. Sequences begin at 1. */
  public static final long NONE = 0;

  private final Arena arena = Arena.ofShared();
  private final OpenEntries open = new OpenEntries(arena);
  private final ClosedEntries closed = new ClosedEntries(arena);
  private final CloseHeap retention = new CloseHeap(arena);

  private long deaths;
  private volatile long deathCount;
  private long ended;
  private volatile long endCount;
  private volatile long horizon;

  /** The sequence from which on the entity's open entry holds, or {@link #NONE}. O(1). */
  public long open(int entity) {
    return open.get(entity);
  }

  /** Whether a view that sees {@code from} does not see an end of the entry. O(1). */
  public boolean visible(int entity, long from, long view) {
    return open.get(entity) == from || view < closed.end(entity, from);
  }

  /** Whether any view may see the entry. O(1). */
  public boolean retained(int entity, long from) {
    return open.get(entity) == from || closed.end(entity, from) != ClosedEntries.ABSENT;
  }

  /** The end of a closed entry, or {@link #NONE} if it is open or dead. */
  public long endOf(int entity, long from) {
    return Math.max(NONE, closed.end(entity, from));
  }

  /** Writer: the entity has a new entry; the one before ends. */
  public void begin(int entity, long from) {
    long before = open.get(entity);
    if (before == from) {
      return;
    }
    close(entity, before, from);
    open.set(entity, from);
  }

  /** Writer: the entity's entry ends. Returns whether there was one. */
  public boolean end(int entity, long to) {
    long before = open.get(entity);
    if (before == NONE) {
      return false;
    }
    close(entity, before, to);
    open.set(entity, NONE);
    return true;
  }

  private void close(int entity, long from, long to) {
    if (from == NONE) {
      return;
    }
    endCount = ++ended;
    if (from < to && to > horizon) {
      closed.put(entity, from, to);
      retention.add(to, entity, from);
    } else {
      deathCount = ++deaths;
    }
  }

  /** Writer: an entry of the past, whatever the entity has open. */
  public void addClosed(int entity, long from, long to) {
    close(entity, from, to);
  }

  /**
   * Writer: forgets what ended at or before {@code newHorizon}, at most {@code max} entries.
   * Returns whether that was all.
   */
  public boolean release(long newHorizon, int max) {
    if (newHorizon > horizon) {
      horizon = newHorizon;
    }
    for (int i = 0; i < max; i++) {
      if (retention.isEmpty() || retention.firstTo() > horizon) {
        return true;
      }
      closed.remove(retention.firstEntity(), retention.firstFrom());
      retention.removeFirst();
      deathCount = ++deaths;
    }
    return retention.isEmpty() || retention.firstTo() > horizon;
  }

  /** The lowest sequence that views may have. */
  public long horizon() {
    return horizon;
  }

  /** How many entries have died so far: a measure of what a merge could drop. */
  public long deathCount() {
    return deathCount;
  }

  /** How many entries have ended so far: as long as it stays, what is open stays open. */
  public long endCount() {
    return endCount;
  }

  /** How many closed entries are kept. */
  public long closedCount() {
    return closed.count();
  }

  /** Bytes outside the heap. */
  public long bytes() {
    return open.bytes() + closed.bytes() + retention.bytes();
  }

  /** Gives the memory back. No reader may be left. */
  @Override
  public void close() {
    arena.close();
  }
}
