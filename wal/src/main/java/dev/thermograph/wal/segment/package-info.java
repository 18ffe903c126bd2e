/**
 * The file seam: everything the log asks of a file system, in two small interfaces.
 *
 * <p>Start at {@link dev.thermograph.wal.segment.SegmentFiles}. {@link
 * dev.thermograph.wal.segment.DiskSegmentFiles} is the real one, {@link
 * dev.thermograph.wal.segment.MemorySegmentFiles} serves ephemeral engines and tests. Tests put
 * recording and failing implementations behind the same interfaces. Knows bytes and names, no
 * frame.
 */
@NullMarked
package dev.thermograph.wal.segment;

import org.jspecify.annotations.NullMarked;
