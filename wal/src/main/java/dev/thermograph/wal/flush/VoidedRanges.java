package dev.thermograph.wal.flush;

import java.util.Arrays;

/**
 * The sequences that were voided since the log was opened: given out, and taken back because they
 * could not be written.
 *
 * <p>Ranges that touch are one, so a disk that fails again and again makes few. Of more than {@link
 * #COUNT_MAX} the newest are kept, and everything up to the end of a forgotten one counts as
 * voided: that refuses too much rather than too little.
 *
 * <p><b>Not thread-safe:</b> the queue's lock guards it. Asking allocates nothing.
 */
final class VoidedRanges {
  /** How many ranges are kept. */
  static final int COUNT_MAX = 1024;

  private static final int CAPACITY_FIRST = 8;

  private long[] firsts = new long[CAPACITY_FIRST];
  private long[] lasts = new long[CAPACITY_FIRST];
  private int count;
  private long forgottenUpTo;

  /** Adds a range, which lies behind all others; an empty one changes nothing. */
  void add(long first, long last) {
    if (first > last) {
      return;
    }
    if (count > 0 && lasts[count - 1] + 1 == first) {
      lasts[count - 1] = last;
      return;
    }
    makeRoom();
    firsts[count] = first;
    lasts[count] = last;
    count++;
  }

  private void makeRoom() {
    if (count == COUNT_MAX) {
      forgottenUpTo = lasts[0];
      count--;
      System.arraycopy(firsts, 1, firsts, 0, count);
      System.arraycopy(lasts, 1, lasts, 0, count);
    } else if (count == firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * count);
      lasts = Arrays.copyOf(lasts, 2 * count);
    }
  }

  /** False when a sequence was certainly not voided. O(1) for new ones, O(ranges) for old ones. */
  boolean mayContain(long sequence) {
    for (int range = count - 1; range >= 0 && sequence <= lasts[range]; range--) {
      if (sequence >= firsts[range]) {
        return true;
      }
    }
    return sequence <= forgottenUpTo;
  }
}
