package dev.thermograph.index;

import java.util.List;

/**
 * What comparing an index with the memory brought to light; all is well when nothing is listed.
 *
 * @param comparedCount values of the memory that were looked for
 * @param problemCount how many things are wrong
 * @param problems the first of them, in words
 */
public record IndexCheck(long comparedCount, long problemCount, List<String> problems) {
  /** So many problems are described; the others are only counted. */
  public static final int DESCRIBED_MAX = 20;

  /** Copies the list. */
  public IndexCheck {
    problems = List.copyOf(problems);
  }

  /** Whether the index holds exactly what the memory does. */
  public boolean isSound() {
    return problemCount == 0;
  }
}
