package dev.thermograph.properties.crash;

import dev.thermograph.error.InvalidArgumentException;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Everything that was done to a disk, in order, so that the power can be cut after any operation
 * without running the tested code again.
 *
 * <p>Position {@code i} is the moment when {@code i} operations have taken effect and the next one
 * has not: a cut in the middle of a write is covered by the position behind it, where each of its
 * sectors may be lost, and a cut in the middle of a sync by the position before it.
 * <b>Immutable</b>; each replay is its own.
 */
public final class CrashTimeline {
  private final DiskState start;
  private final List<Operation> operations;
  private final List<TimelineEntry> entries;
  private final long ackedAtEnd;

  /** Takes over its arguments; nobody else may change them any more. */
  CrashTimeline(
      DiskState start, List<Operation> operations, List<TimelineEntry> entries, long ackedAtEnd) {
    this.start = start;
    this.operations = operations;
    this.entries = entries;
    this.ackedAtEnd = ackedAtEnd;
  }

  /** How many operations there are; positions run from 0 to this count. */
  public int operationCount() {
    return operations.size();
  }

  /** The operations as a reader sees them. */
  public List<TimelineEntry> entries() {
    return entries;
  }

  /**
   * What had been acknowledged at the latest while the disk was at this position: a power cut there
   * must keep all of it.
   */
  public long acked(int position) {
    requirePosition(position);
    return position == operations.size() ? ackedAtEnd : entries.get(position).ackedAfter();
  }

  /** A replay that stands at position 0. */
  public ReplayCursor replay() {
    return new ReplayCursor(this, start.copy());
  }

  /**
   * One image at one position. Costs a replay of all before it; use {@link #replay()} for many.
   *
   * @param position count of operations that have taken effect
   */
  public CrashImage imageAt(int position, CrashMode mode, RandomGenerator random) {
    requirePosition(position);
    ReplayCursor cursor = replay();
    while (cursor.position() < position) {
      cursor.advance();
    }
    return cursor.image(mode, random);
  }

  Operation operation(int index) {
    return operations.get(index);
  }

  private void requirePosition(int position) {
    if (position < 0 || position > operations.size()) {
      throw new InvalidArgumentException(
          "position must be 0.." + operations.size() + ": position=" + position);
    }
  }
}
