package dev.thermograph.engine.graph;

import dev.thermograph.error.InvalidArgumentException;

/**
 * Which commits are asked for, and in which order. When as many come as were asked for there may be
 * more: ask again from the last one on. <em>Immutable.</em>
 *
 * @param from only commits from this sequence on; 0 for as far back as they are known
 * @param to only commits up to this sequence
 * @param isNewestFirst whether the newest ones come, and first, or the oldest
 * @param countMax how many at most, 1..{@value #COUNT_MAX}
 */
public record CommitRange(long from, long to, boolean isNewestFirst, int countMax) {
  /** Most commits that can be asked for at a time. */
  public static final int COUNT_MAX = 10_000;

  /** Refuses what is out of range. */
  public CommitRange {
    InvalidArgumentException.requireRange("from", from, 0, Long.MAX_VALUE);
    InvalidArgumentException.requireRange("to", to, from, Long.MAX_VALUE);
    InvalidArgumentException.requireRange("count of commits", countMax, 1, COUNT_MAX);
  }

  /** The newest ones, newest first. */
  public static CommitRange newest(int countMax) {
    return new CommitRange(0, Long.MAX_VALUE, true, countMax);
  }

  /** The oldest ones that are known, oldest first. */
  public static CommitRange oldest(int countMax) {
    return new CommitRange(0, Long.MAX_VALUE, false, countMax);
  }

  /** As many as can be asked for between two sequences, both included; oldest first. */
  public static CommitRange between(long from, long to) {
    return new CommitRange(from, to, false, COUNT_MAX);
  }

  /** The same from a sequence on. */
  public CommitRange from(long newFrom) {
    return new CommitRange(newFrom, to, isNewestFirst, countMax);
  }

  /** The same up to a sequence. */
  public CommitRange to(long newTo) {
    return new CommitRange(from, newTo, isNewestFirst, countMax);
  }
}
