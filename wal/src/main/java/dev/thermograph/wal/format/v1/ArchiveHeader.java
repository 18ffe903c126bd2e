package dev.thermograph.wal.format.v1;

/**
 * What the header of an archive file says. Immutable; the arrays are shared and must not change.
 *
 * @param logIdHigh high half of the log's random id
 * @param logIdLow low half of it
 * @param segmentNumber number of the segment that was archived
 * @param previousEnd packed position at which the log before the segment ends
 * @param releasedBefore lowest segment number that was not released when the segment came into use
 * @param previousSequence last sequence before the segment
 * @param lastSequence last sequence in it, voided ones included
 * @param firstTimestampMicros commit time of its first archived frame, of its START when it has
 *     none
 * @param lastTimestampMicros commit time of its last archived frame, of its START when it has none
 * @param epoch the epoch that its frames carry
 * @param salt from which the keys of its payloads are derived
 * @param previousDigest digest of the archive file before this one, zeros when this is the first
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by contract; a copy per read would be noise
public record ArchiveHeader(
    long logIdHigh,
    long logIdLow,
    long segmentNumber,
    long previousEnd,
    long releasedBefore,
    long previousSequence,
    long lastSequence,
    long firstTimestampMicros,
    long lastTimestampMicros,
    long epoch,
    byte[] salt,
    byte[] previousDigest) {}
