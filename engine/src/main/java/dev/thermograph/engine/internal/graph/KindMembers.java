package dev.thermograph.engine.internal.graph;

import dev.thermograph.engine.internal.memory.Memory;
import dev.thermograph.engine.internal.memory.RootReader;
import dev.thermograph.engine.internal.memory.RootWriter;
import dev.thermograph.engine.internal.memory.Space;

/**
 * Which numbers are nodes of one kind that some view may see: a bitmap. What a view sees of them is
 * decided by their versions. <b>Threads:</b> one writer; {@link #nextFrom} on any thread.
 */
final class KindMembers {
  private static final int WORD_BITS = 6;

  private final SlotTable words;

  KindMembers(Space space) {
    this.words = new SlotTable(space, Long.BYTES);
  }

  void add(int number) {
    long word = words.require(number >>> WORD_BITS);
    Memory.putLongRelease(word, Memory.getLong(word) | (1L << number));
  }

  /** Takes a node out that no view sees any more. */
  void remove(int number) {
    long word = words.require(number >>> WORD_BITS);
    Memory.putLongRelease(word, Memory.getLong(word) & ~(1L << number));
  }

  /**
   * The lowest member from {@code number} on.
   *
   * @param end where to stop
   * @return {@code end} when there is none before it
   */
  int nextFrom(int number, int end) {
    int at = number;
    while (at < end) {
      long word = words.find(at >>> WORD_BITS);
      long bits = word == 0 ? 0 : Memory.getLongAcquire(word) >>> at;
      if (bits != 0) {
        return Math.min(end, at + Long.numberOfTrailingZeros(bits));
      }
      at = (at | ((1 << WORD_BITS) - 1)) + 1;
    }
    return end;
  }

  /** Says where the bitmap is. */
  void save(RootWriter roots) {
    words.save(roots);
  }

  /** Finds it again; it must be empty. */
  void restore(RootReader roots) {
    words.restore(roots);
  }
}
