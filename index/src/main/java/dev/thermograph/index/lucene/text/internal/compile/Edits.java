package dev.thermograph.index.lucene.text.internal.compile;

/**
 * How many letters have to be added, removed, replaced or swapped with their neighbour to make one
 * word of another, each at most once (optimal string alignment, what Lucene's automata accept).
 * Stateless.
 */
final class Edits {

  private Edits() {}

  /** Between two words in code points. Cost: O(product of the lengths). */
  static int between(int[] left, int[] right) {
    int[] beforeLast = new int[right.length + 1];
    int[] last = new int[right.length + 1];
    int[] row = new int[right.length + 1];
    for (int i = 0; i <= left.length; i++) {
      for (int j = 0; j <= right.length; j++) {
        row[j] = i == 0 || j == 0 ? i + j : least(left, right, i, j, row, last, beforeLast);
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[right.length];
  }

  private static int least(
      int[] left, int[] right, int i, int j, int[] row, int[] last, int[] beforeLast) {
    boolean same = left[i - 1] == right[j - 1];
    int least = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
    boolean swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
    return swapped ? Math.min(least, beforeLast[j - 2] + 1) : least;
  }
}
