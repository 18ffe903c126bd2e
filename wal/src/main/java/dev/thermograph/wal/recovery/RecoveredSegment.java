package dev.thermograph.wal.recovery;

import dev.thermograph.wal.format.v1.SegmentHeader;

/**
 * A segment that is part of the log.
 *
 * @param header what its first block says
 * @param endOffset offset behind its last frame
 * @param previousSequence last sequence before its first record
 * @param lastSequence last sequence in it, voided ones included
 * @param firstTimestampMicros commit time of its first frame
 * @param lastTimestampMicros commit time of its last frame
 */
public record RecoveredSegment(
    SegmentHeader header,
    int endOffset,
    long previousSequence,
    long lastSequence,
    long firstTimestampMicros,
    long lastTimestampMicros) {

  /** Number of the segment. */
  public long number() {
    return header.segmentNumber();
  }
}
