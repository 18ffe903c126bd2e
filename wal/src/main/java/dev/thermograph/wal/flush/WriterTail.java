package dev.thermograph.wal.flush;

/**
 * Where a writer goes on: at the end found by recovery, or in a fresh segment behind it.
 *
 * @param segment the segment to write in; a fresh one when its number is not {@code endPosition}'s
 * @param endPosition packed position at which the log ends now, 0 for a new directory; all below is
 *     durable
 * @param lastSequence last sequence in the log, 0 for none
 * @param lastTimestampMicros its commit time; later ones are not lower
 * @param releasedBefore lowest segment number that was not released
 */
public record WriterTail(
    PreparedSegment segment,
    long endPosition,
    long lastSequence,
    long lastTimestampMicros,
    long releasedBefore) {}
