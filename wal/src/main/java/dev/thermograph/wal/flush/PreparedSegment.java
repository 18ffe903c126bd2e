package dev.thermograph.wal.flush;

import dev.thermograph.wal.format.v1.SegmentHeader;
import dev.thermograph.wal.segment.SegmentFile;

/**
 * A segment file that has its final name, a durable header and no frame of its epoch.
 *
 * @param file open for writing; the holder closes it
 * @param header what its first block says
 */
public record PreparedSegment(SegmentFile file, SegmentHeader header) {}
