package dev.thermograph.wal.format;

import dev.thermograph.error.Messages;

/**
 * A place in the log: segment number and offset, packed into one {@code long} that grows along the
 * log for ever.
 *
 * <p>Loops and files use the packed form; this record is for messages and the API. Segment numbers
 * start at 1, so 0 is before everything.
 *
 * @param segmentNumber 1-based number of the segment
 * @param offset bytes from the start of the segment's file
 */
public record LogPosition(long segmentNumber, int offset) implements Comparable<LogPosition> {

  /** The largest segment number that fits, 2^31 - 1. */
  public static final long SEGMENT_NUMBER_MAX = Integer.MAX_VALUE;

  /** Refuses numbers that do not fit the packed form. */
  public LogPosition {
    if (segmentNumber < 0 || segmentNumber > SEGMENT_NUMBER_MAX) {
      throw new IllegalArgumentException(
          Messages.format(
              "segment number must be 0..%d: number=%d", SEGMENT_NUMBER_MAX, segmentNumber));
    }
    if (offset < 0) {
      throw new IllegalArgumentException("offset must not be negative: offset=" + offset);
    }
  }

  /** The packed form. */
  public static long pack(long segmentNumber, int offset) {
    return segmentNumber << 32 | offset;
  }

  /** The segment number inside a packed position. */
  public static long segmentOf(long position) {
    return position >>> 32;
  }

  /** The offset inside a packed position. */
  public static int offsetOf(long position) {
    return (int) position;
  }

  /** The record for a packed position. */
  public static LogPosition of(long position) {
    return new LogPosition(segmentOf(position), offsetOf(position));
  }

  /** The packed form of this record. */
  public long packed() {
    return pack(segmentNumber, offset);
  }

  @Override
  public int compareTo(LogPosition other) {
    return Long.compare(packed(), other.packed());
  }

  @Override
  public String toString() {
    return segmentNumber + ":" + offset;
  }
}
