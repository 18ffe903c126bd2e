/**
 * Point-in-time recovery: sealed segments copied elsewhere, verified, and only then released.
 *
 * <p>Writing starts at {@link dev.thermograph.wal.archive.SegmentArchiver}: it walks a {@link
 * dev.thermograph.wal.archive.SealedSegment}, writes one file with {@link
 * dev.thermograph.wal.archive.ArchiveFileWriter} and compares it with {@link
 * dev.thermograph.wal.archive.ArchiveCheck}. Reading starts at {@link
 * dev.thermograph.wal.archive.ArchiveReader}. The bytes are in {@code format.v1.ArchiveLayout}.
 */
@NullMarked
package dev.thermograph.wal.archive;

import org.jspecify.annotations.NullMarked;
