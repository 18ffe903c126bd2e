package dev.thermograph.wal.format.v1;

/**
 * What the header block of a segment says. Immutable; the salt array is shared and must not change.
 *
 * @param logIdHigh high half of the directory's random id
 * @param logIdLow low half of it
 * @param segmentNumber the number that is also in the file's name
 * @param segmentBytes length of the file
 * @param epoch random, new for each use of a file, never 0
 * @param salt 32 random bytes, from which payload keys are derived
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by contract; a copy per read would be noise
public record SegmentHeader(
    long logIdHigh, long logIdLow, long segmentNumber, int segmentBytes, long epoch, byte[] salt) {}
