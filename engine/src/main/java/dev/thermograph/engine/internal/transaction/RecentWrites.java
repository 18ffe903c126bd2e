package dev.thermograph.engine.internal.transaction;

/**
 * Which commit changed what last, as far as open transactions may have to know: each {@link
 * AccessKey} with the sequence of the newest commit that changed it.
 *
 * <p>Two generations bound the memory: when the newer one is full, the older one is forgotten, and
 * with it all that was changed up to {@link #forgottenUpTo}. <b>Single-threaded:</b> the tenant's
 * lane.
 */
final class RecentWrites {
  /** Keys of one generation. */
  static final int COUNT_MAX = 1 << 17;

  private final int countMax;
  private LongTable newer = new LongTable();
  private LongTable older = new LongTable();
  private long newerUpTo;
  private long olderUpTo;
  private long forgottenUpTo;

  RecentWrites() {
    this(COUNT_MAX);
  }

  RecentWrites(int countMax) {
    this.countMax = countMax;
  }

  /**
   * A commit follows.
   *
   * @param keyCountMax how many keys it changes at most
   * @return false when it changes more than is kept: then all up to it counts as forgotten, and no
   *     key is wanted
   */
  boolean begin(long sequence, long keyCountMax) {
    if (keyCountMax > countMax) {
      clear();
      forgottenUpTo = sequence;
      return false;
    }
    if (newer.count() + keyCountMax > countMax) {
      rotate();
    }
    newerUpTo = sequence;
    return true;
  }

  private void rotate() {
    forgottenUpTo = Math.max(forgottenUpTo, olderUpTo);
    LongTable emptied = older;
    emptied.clear();
    older = newer;
    olderUpTo = newerUpTo;
    newer = emptied;
  }

  /** The commit changes this. */
  void add(long key, long sequence) {
    newer.put(key, sequence);
  }

  /** Sequence of the newest commit known to have changed this, 0 for none. */
  long newest(long key) {
    long found = newer.get(key);
    return found == 0 ? older.get(key) : found;
  }

  /** Changes of the commits up to this sequence are no longer known. */
  long forgottenUpTo() {
    return forgottenUpTo;
  }

  /** Forgets all; only while nobody needs to know, or with {@link #forgottenUpTo} raised. */
  void clear() {
    newer.clear();
    older.clear();
    olderUpTo = 0;
    newerUpTo = 0;
  }
}
