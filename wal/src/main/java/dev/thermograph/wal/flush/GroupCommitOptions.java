package dev.thermograph.wal.flush;

/**
 * How the write path behaves; {@code LogOptions} is where users set it.
 *
 * @param batchBytes usual capacity of each of the two batches
 * @param payloadBytesMax larger payloads are refused
 * @param preparedSegmentCountMax segments kept ready ahead, 0 to make them on demand
 * @param syncUnitBytes what a disk may tear; synced groups end at multiples of it
 * @param trailerAfterNanos idle time after which a TRAILER proves the last group
 * @param spinNanos how long the log thread looks for work before it parks
 * @param clock the log's clocks
 */
public record GroupCommitOptions(
    int batchBytes,
    int payloadBytesMax,
    int preparedSegmentCountMax,
    int syncUnitBytes,
    long trailerAfterNanos,
    long spinNanos,
    LogClock clock) {}
