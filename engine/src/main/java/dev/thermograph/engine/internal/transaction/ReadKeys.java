package dev.thermograph.engine.internal.transaction;

/**
 * What a transaction has read: {@link AccessKey}s, up to a limit. One that reads more than that
 * counts as having read everything. <b>Single-threaded:</b> its transaction.
 */
class ReadKeys {
  /** How many keys are kept: checking them all at commit takes a millisecond or two. */
  static final int COUNT_MAX = 1 << 17;

  private final int countMax;
  private final LongTable keys = new LongTable();
  private boolean isEverything;

  ReadKeys() {
    this(COUNT_MAX);
  }

  ReadKeys(int countMax) {
    this.countMax = countMax;
  }

  /** Something was read. */
  void add(long key) {
    if (!isEverything) {
      keys.put(key, 1);
      isEverything = keys.count() >= countMax;
    }
  }

  /** Whether too much was read for telling what. */
  final boolean isEverything() {
    return isEverything;
  }

  /** The keys, each with a value that is not 0. */
  final LongTable keys() {
    return keys;
  }
}
