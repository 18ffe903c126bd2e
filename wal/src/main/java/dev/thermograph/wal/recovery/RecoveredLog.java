package dev.thermograph.wal.recovery;

import java.util.List;

/**
 * What recovery found. Nothing on disk was changed for it.
 *
 * @param end how the log ends
 * @param segments the log's segments in order, the last one being the one it ends in
 * @param endPosition packed position at which the log ends, 0 when absent
 * @param lastSequence last sequence in the log, 0 for none
 * @param lastTimestampMicros commit time of the last frame
 * @param releasedBefore lowest segment number that is not released, 1 at first
 * @param unusedSegments numbers of prepared segments behind the end, ready to be used again
 * @param leftoverSegments numbers of released segments whose files are still there
 * @param spares names of spare files
 */
public record RecoveredLog(
    LogEnd end,
    List<RecoveredSegment> segments,
    long endPosition,
    long lastSequence,
    long lastTimestampMicros,
    long releasedBefore,
    List<Long> unusedSegments,
    List<Long> leftoverSegments,
    List<String> spares) {}
