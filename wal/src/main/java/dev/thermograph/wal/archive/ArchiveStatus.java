package dev.thermograph.wal.archive;

import org.jspecify.annotations.Nullable;

/**
 * How an archiver stands. Immutable.
 *
 * @param lastArchivedSegment number of the last segment archived by this archiver, 0 for none
 * @param lastArchivedSequence last sequence in it
 * @param pendingCount sealed segments that wait
 * @param lastFailure why the last attempt failed, null once one has succeeded
 */
public record ArchiveStatus(
    long lastArchivedSegment,
    long lastArchivedSequence,
    int pendingCount,
    @Nullable Throwable lastFailure) {}
