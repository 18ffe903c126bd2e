package dev.thermograph.wal.format.v1;

/**
 * What the end of an archive file says. Immutable; the array is shared and must not change.
 *
 * @param footerOffset where the frames end and the footer begins
 * @param footerBytes length of the footer
 * @param frameCount frames in the file
 * @param recordCount frames that are records: all that the footer lists
 * @param footerCrc CRC-32C of the footer
 * @param digest SHA-256 of everything in the file before itself
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by contract; a copy per read would be noise
public record ArchiveTail(
    long footerOffset,
    long footerBytes,
    long frameCount,
    long recordCount,
    int footerCrc,
    byte[] digest) {}
